import { setImmediate as turn } from 'node:timers/promises'
import type { Appended, Appending, Batch, Source } from '../ports.ts'
import { StoreProblem } from '../problem.ts'
import type { Session } from '../warehouse/engine.ts'
import type { Mutex } from '../warehouse/mutex.ts'
import type { Batches } from './batches.ts'
import type { Horizon } from './horizon.ts'
import { publish } from './publish.ts'
import { Staging } from './staging.ts'
import type { Totals } from './totals.ts'

export interface Appender {
  readonly session: Session
  /** where encoded chunks stand for a moment */
  readonly folder: string
  readonly publishing: Mutex
  readonly numbering: Mutex
  readonly batches: Batches
  readonly horizon: Horizon
  readonly totals: Totals
  /** senders without an end, by fingerprint: they append again and again */
  readonly senders: Map<string, Registered>
}

let appends = 0

/** Takes in a source: stages it, then publishes what is new. An abort, or a death, before the end leaves what was published. */
export async function append(
  to: Appender,
  source: Source,
  batches: AsyncIterable<Batch>,
  options: { readonly on?: ((progress: Appending) => void) | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Appended> {
  const { signal, on = () => undefined } = options
  const registered = await to.numbering.run(() => registeredOnce(to, source))
  // A sender without an end is not asked how much of it came before: that would be a look at every event for each of its requests.
  const earlier = registered.isNew || source.ids === 'message' ? 0 : await countOf(to.session, registered.number)
  const scope = source.ids === 'message' ? source.fingerprint : undefined
  const staging = new Staging(to.session, to.folder, `staging_${++appends}`, registered.since, scope)
  try {
    let refused = 0
    for await (const batch of batches) {
      cancelled(signal, source)
      await staging.add(batch.rows, batch.events)
      refused += batch.refused.length
      on({ phase: 'reading', read: staging.count + refused, refused })
      // A reader whose file is at hand never waits; without a turn the engine would not be asked until it has to be waited for.
      await turn()
    }
    cancelled(signal, source)
    await staging.finish()
    on({ phase: 'storing', read: staging.count + refused, refused })
    const written =
      staging.count === 0
        ? 0
        : await publish({
            session: to.session,
            staging: staging.table,
            count: staging.count,
            source: registered.number,
            signal,
            alone: (work) => to.publishing.run(work),
            begin: () => to.batches.begin(),
            horizon: to.horizon,
            totals: to.totals,
            on: () => on({ phase: 'storing', read: staging.count + refused, refused }),
          })
    return { read: staging.count + refused, written, duplicates: staging.count - written, refused, earlier }
  } catch (cause) {
    cancelled(signal, source)
    throw cause
  } finally {
    await staging.drop()
  }
}

function cancelled(signal: AbortSignal | undefined, source: Source): void {
  if (!signal?.aborted) return
  throw new StoreProblem(
    'cancelled',
    `Taking in ${source.name} was cancelled.`,
    'Run it again: what is already held is not added twice.',
  )
}

export interface Registered {
  readonly number: number
  readonly since: number
  readonly isNew: boolean
}

async function registeredOnce({ session, senders }: Appender, source: Source): Promise<Registered> {
  const known = senders.get(source.fingerprint)
  if (known !== undefined) return known
  const registered = await register(session, source)
  if (source.ids === 'message') senders.set(source.fingerprint, { ...registered, isNew: false })
  return registered
}

/** A source keeps its number, and with it the places of its events, for ever. */
async function register(session: Session, source: Source): Promise<Registered> {
  const find = () =>
    session.rows<{ number: number; since: number }>({
      sql: 'SELECT number, toUnixTimestamp64Micro(since) AS since FROM source WHERE fingerprint = {fingerprint:String} LIMIT 1',
      params: { fingerprint: source.fingerprint },
    })
  const [found] = await find()
  if (found !== undefined) return { ...found, isNew: false }
  await session.run({
    sql: 'INSERT INTO source SELECT max(number) + 1, {fingerprint:String}, {name:String}, now64(6) FROM source',
    params: { fingerprint: source.fingerprint, name: source.name },
  })
  const [made] = await find()
  if (made === undefined)
    throw new StoreProblem(
      'engine-failed',
      `The source ${source.name} was not kept.`,
      'Check free space on the data folder.',
    )
  return { ...made, isNew: true }
}

async function countOf(session: Session, source: number): Promise<number> {
  const [found] = await session.rows<{ n: number }>({ sql: `SELECT count() AS n FROM held WHERE source = ${source}` })
  return found?.n ?? 0
}
