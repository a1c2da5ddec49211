import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import { markPending, takeInLeft } from '../../runtime/index.ts'
import { openForMaps } from '../answerer.ts'
import { withData } from '../data.ts'
import { print } from '../output.ts'
import { ProgressLine } from '../progress.ts'
import { table } from '../table.ts'

interface Options {
  readonly data: string
  readonly json?: boolean
}
interface BackupOptions extends Options {
  readonly to?: string
  readonly list?: boolean
}

type Backup = Routes['POST /api/backups']['answer']

export function backupCommand(): Command {
  return withData(new Command('backup').description('copy everything that is held into a folder, while it runs'))
    .option('--to <folder>', 'a folder that is not there yet; default: one in the data folder, named by the time')
    .option('--list', 'the backups made so far')
    .action(async (options: BackupOptions) => {
      const answerer = await openForMaps(options.data)
      try {
        if (options.list) {
          const { backups } = await answerer.ask('GET /api/backups')
          return await print({ json: { backups }, text: listed(backups) }, options)
        }
        const body = options.to === undefined ? {} : { to: resolve(options.to) }
        const made = await answerer.ask('POST /api/backups', { body })
        await print({ json: made, text: told(made, options.data) }, options)
      } finally {
        await answerer.close()
      }
    })
}

function told({ path, events, files, bytes }: Backup, data: string): string {
  return `${path}\n${events} events and all else in ${files} files, ${megabytes(bytes)}\nto go back to it: npx throughline restore ${path} --data ${data}-restored`
}

function listed(backups: readonly Backup[]): string {
  if (backups.length === 0) return 'no backup was made of this folder; npx throughline backup makes one'
  return table(
    ['made', 'events', 'size', 'where'],
    backups.map(({ at, events, bytes, path, isThere }) => [
      at.slice(0, 19).replace('T', ' '),
      String(events),
      megabytes(bytes),
      isThere ? path : `${path} (no longer there)`,
    ]),
  )
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`
}

export function restoreCommand(): Command {
  return withData(new Command('restore').description('make a data folder from a backup'))
    .argument('<backup>', 'the folder of the backup')
    .action((from: string, options: Options) => restore(resolve(from), options))
}

async function restore(from: string, options: Options): Promise<void> {
  const { openStore, restoreBackup } = await import('../../store/index.ts')
  const line = new ProgressLine(process.stderr)
  const manifest = await restoreBackup(from, options.data, (done) => line.show(done, 'restoring'))
  line.clear()
  await markPending(options.data) // its log may hold what its warehouse has not yet
  const store = await openStore(options.data)
  try {
    await takeInLeft(store)
    const events = (await store.warehouse.extent())?.events ?? 0
    await print(
      {
        json: { data: options.data, backup: manifest.id, at: manifest.at, events, last: manifest.ledger.last },
        text: `${options.data} is as it was at ${manifest.at}: ${events} events\nnpx throughline serve --data ${options.data}`,
      },
      options,
    )
  } finally {
    await store.close()
  }
}
