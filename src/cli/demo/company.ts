import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { company, demoMaps, live, simulation } from '../../../demo/index.ts'
import type { Context } from '../../api/index.ts'
import type { Micros, SourcedEvent } from '../../event/index.ts'
import { parseMap } from '../../map/index.ts'
import { encoded } from '../../store/encoding.ts'
import type { Sourced, Store } from '../../store/index.ts'
import { CommandProblem } from '../problem.ts'
import type { ProgressLine } from '../progress.ts'
import { count } from '../table.ts'

const day = 86_400_000_000

/** What the folder must remember for the simulation to go on after a restart. */
const remembered = z.object({ company: z.string(), seed: z.number(), customers: z.number(), ends: z.number() })
type Remembered = z.infer<typeof remembered>

export interface DemoOptions {
  readonly seed: number
  readonly customers: number
}

/** Fills an empty folder with the company's history, maps and truth; a folder that holds it already is left as it is. */
export async function ensureDemo(
  store: Store,
  options: DemoOptions,
  line: ProgressLine,
  signal: AbortSignal,
): Promise<Remembered> {
  const ledger = await store.ledger()
  const before = remembered.safeParse((await ledger.settings.all())['demo'])
  if (before.success) return before.data
  const extent = await store.warehouse.extent()
  const begun = z.object({ begun: remembered }).safeParse((await ledger.settings.all())['demo'])
  if (extent !== null && !begun.success) {
    throw new CommandProblem(
      `The data folder ${store.dir} holds ${count(extent.events)} events that are not simulated.`,
      'Give the demo a folder of its own with --data, so that nobody takes one for the other.',
    )
  }
  // A history that was cut off is told again with the same ending, so that it adds only what is missing.
  const demo = begun.success
    ? begun.data.begun
    : { company: company.name, ...options, ends: historyEnd(Date.now() * 1000) }
  await ledger.settings.put('demo', { begun: demo })
  await tell(store, demo, line, signal)
  for (const text of demoMaps())
    await ledger.maps.put({ id: idOf(text), text, note: 'comes with the simulated company' })
  await ledger.settings.put('demo', demo)
  return demo
}

/** A week ago, so that live has a way to go before it meets the present. */
function historyEnd(now: Micros): Micros {
  return Math.floor((now - 7 * day) / day) * day
}

function idOf(text: string): string {
  const parsed = parseMap(text)
  if (!parsed.ok)
    throw new CommandProblem(
      `A map of the demo does not parse: ${parsed.problems[0]?.says ?? ''}`,
      'This is our mistake; please report it.',
    )
  return parsed.map.id
}

async function tell(
  store: Store,
  { company: name, ...demo }: Remembered,
  line: ProgressLine,
  signal: AbortSignal,
): Promise<void> {
  const told = simulation(demo)
  let customersTold = 0
  async function* batches(): AsyncGenerator<Sourced> {
    for (const events of told.batches) {
      customersTold += new Set(events.map(({ event }) => event.customer.userId ?? event.customer.anonymousId)).size
      yield { events, refused: [] }
    }
  }
  await store.warehouse.append(
    sourceOf(name, demo),
    encoded(batches()),
    ({ phase, read }) =>
      line.show(
        Math.min(1, customersTold / demo.customers),
        `simulating ${name}: ${phase === 'reading' ? `${count(read)} events` : 'storing'}`,
      ),
    { signal },
  )
  await writeFile(join(store.dir, 'truth.json'), `${JSON.stringify(told.truth(), null, 1)}\n`)
  line.clear()
}

function sourceOf(name: string, demo: { seed: number; customers: number; ends: Micros }, part = 'history') {
  return { name, fingerprint: `simulated ${part} ${demo.seed} ${demo.customers} ${demo.ends}` }
}

export interface Pace {
  /** simulated minutes that go by in a second, until the present is reached; 0: nothing happens */
  readonly minutesPerSecond: number
}

/** Lets the simulated customers go on: each second, what has happened by the simulated clock is taken in. */
export async function runLive(context: Context, demo: Remembered, pace: Pace, signal: AbortSignal): Promise<void> {
  if (pace.minutesPerSecond === 0) return
  const resumed = Math.max(demo.ends, await lastSimulated(context.store))
  const started = Date.now()
  const clock = (): Micros =>
    Math.min(Date.now() * 1000, resumed + (Date.now() - started) * 1000 * 60 * pace.minutesPerSecond)
  const coming = live({
    seed: demo.seed,
    from: demo.ends,
    pacePerMinute: newcomersPerMinute(demo),
    customers: demo.customers,
  })
  let next = skipTo(coming, resumed)
  while (!signal.aborted && next !== undefined) {
    await pause(1000, signal)
    const due: SourcedEvent[] = []
    const until = clock()
    while (next !== undefined && next.event.at <= until && due.length < 5000) {
      due.push(next)
      next = coming.next().value
    }
    if (due.length > 0) await take(context, demo, due)
  }
}

/** Where the simulated clock stood: what people dropped on the demo may be older or newer and does not move it. */
async function lastSimulated({ warehouse }: Store): Promise<Micros> {
  const [row] = await warehouse.rows<{ last: number }>({
    sql: `SELECT toUnixTimestamp64Micro(max(at)) AS last FROM event
      WHERE source IN (SELECT number FROM source WHERE startsWith(fingerprint, 'simulated '))`,
  })
  return row?.last ?? 0
}

function newcomersPerMinute({ customers }: Remembered): number {
  return customers / (450 * 24 * 60)
}

/** The first event at or after an instant; taken by hand, for a loop that is left would close what is still to come. */
function skipTo(coming: Generator<SourcedEvent>, after: Micros): SourcedEvent | undefined {
  let next = coming.next()
  while (!next.done && next.value.event.at < after) next = coming.next()
  return next.done ? undefined : next.value
}

async function take(context: Context, demo: Remembered, events: readonly SourcedEvent[]): Promise<void> {
  const { written } = await context.store.warehouse.append(
    sourceOf(demo.company, demo, 'live'),
    encoded(one({ events, refused: [] })),
  )
  const cases = new Set(events.map(({ event }) => event.case ?? event.customer.userId)).size
  context.feed.record({ events: written, cases, isLive: true })
}

async function* one(sourced: Sourced): AsyncGenerator<Sourced> {
  yield sourced
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
