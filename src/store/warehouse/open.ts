import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { drainPending } from 'chdb'
import { type Appender, append } from '../append/append.ts'
import { Batches } from '../append/batches.ts'
import { Horizon } from '../append/horizon.ts'
import { Lenses } from '../lens/lenses.ts'
import { Registry } from '../lens/registry.ts'
import type { Warehouse } from '../ports.ts'
import { StoreProblem } from '../problem.ts'
import { openSession, type Session } from './engine.ts'
import { migrate } from './migrate.ts'
import { Mutex } from './mutex.ts'

/** Questions side by side; more would only share the same two or so cores. */
const askers = 2

export async function openWarehouse(dir: string, isReadonly: boolean): Promise<Warehouse> {
  const path = join(dir, 'warehouse')
  const folder = join(dir, 'staging')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const sessions: Session[] = []
  const open = async () => {
    const session = await openSession(path)
    sessions.push(session)
    return session
  }
  const closeAll = async () => {
    for (const session of sessions) await session.close()
    // A question that was cancelled may still be computing; until it ends, no other folder can be opened.
    await drainPending()
  }
  try {
    const writer = await open()
    await migrate(writer, dir)
    await new Registry(writer).tidy()
    return await serve({ dir, folder, isReadonly, writer, open, closeAll })
  } catch (cause) {
    await closeAll()
    throw cause
  }
}

interface Serving {
  readonly dir: string
  readonly folder: string
  readonly isReadonly: boolean
  readonly writer: Session
  open(): Promise<Session>
  closeAll(): Promise<void>
}

async function serve({ dir, folder, isReadonly, writer, open, closeAll }: Serving): Promise<Warehouse> {
  const builder = await open()
  const upkeep = await open()
  const asking: Session[] = []
  for (let i = 0; i < askers; i++) asking.push(await open())
  const [touched] = await writer.rows<{ last: number }>({ sql: 'SELECT max(batch) AS last FROM touch' })
  const batches = new Batches(touched?.last ?? 0)
  const horizon = new Horizon(upkeep)
  const appender: Appender = {
    session: writer,
    folder,
    publishing: new Mutex(),
    numbering: new Mutex(),
    batches,
    horizon,
  }
  const lenses = new Lenses({ builder, upkeep }, batches, horizon, () => performance.now())
  const ask = leastBusy(asking)
  let closing: Promise<void> | undefined
  const close = async () => {
    await lenses.settle()
    await closeAll()
  }
  const rows: Warehouse['rows'] = (query, options) => ask((session) => session.rows(query, options?.signal))
  return {
    rows,
    append: async (source, events, on, options) => {
      if (isReadonly)
        throw new StoreProblem(
          'read-only',
          `The data folder ${dir} was opened for reading only.`,
          'Open it for writing to take in events.',
        )
      return append(appender, source, events, { on, signal: options?.signal })
    },
    lens: (spec, on) => lenses.lens(spec, on),
    names: () =>
      rows<{ name: string; count: number }>({
        sql: 'SELECT name, count() AS count FROM event GROUP BY name ORDER BY count DESC, name',
      }),
    extent: async () => {
      const [found] = await rows<{ first: number; last: number; events: number }>({
        sql: 'SELECT toUnixTimestamp64Micro(min(at)) AS first, toUnixTimestamp64Micro(max(at)) AS last, count() AS events FROM event',
      })
      return found === undefined || found.events === 0 ? null : found
    },
    close: () => (closing ??= close()),
  }
}

function leastBusy(sessions: readonly Session[]): <T>(work: (session: Session) => Promise<T>) => Promise<T> {
  const load = sessions.map(() => 0)
  return async (work) => {
    const i = load.indexOf(Math.min(...load))
    const session = sessions[i]
    if (session === undefined) throw new RangeError('there is no session to ask')
    load[i] = (load[i] ?? 0) + 1
    try {
      return await work(session)
    } finally {
      load[i] = (load[i] ?? 0) - 1
    }
  }
}
