import { existsSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { type StoredBackup, takeBackup } from '../../store/index.ts'
import type { Context } from '../context.ts'
import type { Backup } from '../contract/keeping.ts'
import { atFault } from '../problem.ts'
import type { Handlers } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/backups' | 'POST /api/backups'>

export function keepingHandlers(context: Context): Answered {
  return {
    'GET /api/backups': async () => ({
      backups: (await (await context.store.ledger()).backups.list()).map(found),
    }),
    'POST /api/backups': async (ask) => {
      const at = new Date()
      const { to = join(context.store.dir, 'backups', stamp(at)) } = await ask.body()
      assertBeside(context.store.dir, to)
      return context.builds.during('backing up', (on) => take(context, resolve(to), at, on))
    },
  }
}

async function take(context: Context, to: string, at: Date, on: (done: number) => void): Promise<Backup> {
  const { store, version, keeper } = context
  const ledger = await store.ledger()
  const made = await takeBackup(store.warehouse, ledger, {
    to,
    version,
    at,
    still: (work) => (keeper === undefined ? work() : keeper.still(work)),
    on,
  })
  const backup: StoredBackup = {
    id: made.id,
    at: made.at,
    version,
    path: to,
    events: made.warehouse.events,
    files: made.files.length,
    bytes: made.files.reduce((sum, { bytes }) => sum + bytes, 0),
    last: made.ledger.last,
  }
  await ledger.backups.add(backup)
  return found(backup)
}

function found(backup: StoredBackup): Backup {
  return { ...backup, isThere: existsSync(join(backup.path, 'manifest.json')) }
}

function stamp(at: Date): string {
  return at.toISOString().replaceAll(':', '-')
}

/** A copy among the files that it copies would be in their way. */
function assertBeside(dir: string, to: string): void {
  if (!isAbsolute(to)) {
    throw atFault([{ field: 'body.to', value: to, reason: 'is not a whole path' }], 'Give the path from the root on.')
  }
  const [first = ''] = relative(dir, to).split(/[\\/]/)
  if (['', 'ledger', 'warehouse', 'staging', 'uploads', 'imports'].includes(first)) {
    throw atFault(
      [{ field: 'body.to', value: to, reason: 'is where the data themselves are' }],
      'Name a folder elsewhere.',
    )
  }
}
