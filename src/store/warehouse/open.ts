import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { drainPending } from 'chdb'
import { type Appender, append } from '../append/append.ts'
import { Batches } from '../append/batches.ts'
import { Horizon } from '../append/horizon.ts'
import { Remembered } from '../append/remembered.ts'
import { remove } from '../append/remove.ts'
import { type Named, Totals } from '../append/totals.ts'
import { Known } from '../known/known.ts'
import { Kept } from '../lens/kept.ts'
import { Lenses } from '../lens/lenses.ts'
import { Narrowed } from '../lens/narrowed.ts'
import { Registry } from '../lens/registry.ts'
import { Retired } from '../lens/retired.ts'
import type { Warehouse } from '../ports.ts'
import { StoreProblem } from '../problem.ts'
import { openSession, type Session } from './engine.ts'
import { freeze, thaw } from './freeze.ts'
import { inline } from './literal.ts'
import { migrate } from './migrate.ts'
import { Mutex } from './mutex.ts'

/** Questions side by side; more would only share the same two or so cores. */
const askers = 2

export async function openWarehouse(dir: string, isReadonly: boolean): Promise<Warehouse> {
  const path = join(dir, 'warehouse')
  const folder = join(dir, 'staging')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await thaw(path)
  const sessions: Session[] = []
  let isClosed = false
  const open = async () => {
    const session = await openSession(path)
    sessions.push(session)
    if (isClosed) await session.close()
    return session
  }
  const closeAll = async () => {
    isClosed = true
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
  const ask = leastBusy(asking, open)
  const rows: Warehouse['rows'] = (query, options) => ask((session) => session.rows(query, options?.signal))
  const publishing = new Mutex()
  const totals = new Totals(
    () =>
      rows<Named>({
        sql: `SELECT name, count() AS count, toUnixTimestamp64Micro(min(at)) AS first, toUnixTimestamp64Micro(max(at)) AS last
          FROM held GROUP BY name`,
      }),
    (work) => publishing.run(work),
  )
  const appender: Appender = {
    session: writer,
    folder,
    publishing,
    numbering: new Mutex(),
    batches,
    horizon,
    totals,
    senders: new Map(),
  }
  const retired = new Retired(upkeep, () => performance.now())
  const known = await Known.open(writer)
  const lenses = new Lenses({ builder, upkeep }, batches, horizon, retired, known)
  const narrowed = new Narrowed(ask, retired)
  const kept = new Kept(ask, retired)
  const carried = new Remembered(batches, () =>
    rows<{ kind: 'property' | 'trait'; property: string; name: string }>({
      sql: 'SELECT DISTINCT kind, property, name FROM carried ORDER BY kind, property, name',
    }),
  )
  const assertWritable = () => {
    if (!isReadonly) return
    throw new StoreProblem(
      'read-only',
      `The data folder ${dir} was opened for reading only.`,
      'Open it for writing to take in events.',
    )
  }
  let closing: Promise<void> | undefined
  const close = async () => {
    totals.forget()
    carried.forget()
    await lenses.settle()
    await closeAll()
  }
  return {
    rows,
    append: async (source, events, on, options) => {
      assertWritable()
      return append(appender, source, events, { on, signal: options?.signal })
    },
    remove: async (fingerprint) => {
      assertWritable()
      return remove(appender, fingerprint)
    },
    rename: async (renamings) => {
      assertWritable()
      await appender.publishing.run(() => known.rename(renamings, batches))
    },
    freeze: () => appender.numbering.run(() => appender.publishing.run(() => freeze(writer, join(dir, 'warehouse')))),
    lens: (spec, on) => lenses.lens(spec, on),
    counts: (lens, condition) => narrowed.counts(lens, inline(condition)),
    cases: (lens, { isPeriod = false, ...condition }) =>
      kept.cases(lens, lenses.planOf(lens), { sql: inline(condition), isPeriod }),
    names: () => totals.names(),
    carried: () => carried.get(),
    extent: () => totals.extent(),
    close: () => (closing ??= close()),
  }
}

type Ask = <T>(work: (session: Session) => Promise<T>) => Promise<T>

/**
 * Gives each question to the session that has least to do. The engine cannot stop a question that was cancelled, so its
 * session is left to run out and another takes its place.
 */
function leastBusy(sessions: readonly Session[], open: () => Promise<Session>): Ask {
  const slots = sessions.map((session) => ({ session: Promise.resolve(session), load: 0 }))
  return async (work) => {
    const slot = slots.reduce((least, one) => (one.load < least.load ? one : least))
    const { session } = slot
    slot.load++
    try {
      return await work(await session)
    } catch (cause) {
      const isCancelled = cause instanceof StoreProblem && cause.code === 'cancelled'
      if (isCancelled && slot.session === session) {
        slot.session = replace(session, open)
        slot.session.catch(() => undefined) // the next question that comes here sees it
      }
      throw cause
    } finally {
      slot.load--
    }
  }
}

async function replace(session: Promise<Session>, open: () => Promise<Session>): Promise<Session> {
  const fresh = await open()
  await (await session).close()
  return fresh
}
