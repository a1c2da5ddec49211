import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { isoOf } from '../instant.ts'
import { fromLinked, question, type View } from '../view.ts'
import type { Arrivals } from './answers.ts'
import type { ArrivalsFound } from './arrivals.ts'
import { type Asked, ask } from './ask.ts'
import type { Move } from './flow.ts'
import { inThread } from './in-thread.ts'
import { type Asking, remembered } from './remember.ts'

const dayMicros = 86_400_000_000
/** Days back that are looked at: weeks to judge, and what they learn from. */
const lookedBack = 250

/** Visits by step, day, and how many days later they went on to which step; all of them, counted. */
function movesOf(view: View, since: number): Query {
  const left = `intDiv(toUnixTimestamp64Micro(at) - gap, ${dayMicros})`
  return question(
    view,
    `SELECT prev, step, ${left} AS left, intDiv(toUnixTimestamp64Micro(at), ${dayMicros}) - ${left} AS lag, count() AS n ${fromLinked(view, 'prev > 0', `toUnixTimestamp64Micro(at) >= ${since * dayMicros}`)} GROUP BY prev, step, left, lag`,
  )
}

function startsOf(view: View, since: number): Query {
  return question(
    view,
    `SELECT step, intDiv(toUnixTimestamp64Micro(at), ${dayMicros}) AS day, count() AS n ${fromLinked(view, 'prev = 0', 'step > 0', `toUnixTimestamp64Micro(at) >= ${since * dayMicros}`)} GROUP BY step, day`,
  )
}

/** When to expect the customer: arrivals at each step in the days to come (P15 to P18). */
export async function expectedArrivals(
  warehouse: Warehouse,
  map: MapDocument,
  { days }: { readonly days: number },
  filter: CaseFilter = {},
  asking: Asking = {},
): Promise<Arrivals> {
  const asked = await ask(warehouse, map, filter, [])
  const what = { question: `arrivals ${days} ${asked.question}`, state: asked.state }
  return remembered(warehouse, what, (signal, on) => found(warehouse, asked, days, signal, on), asking)
}

async function found(
  warehouse: Warehouse,
  { view, map }: Asked,
  days: number,
  signal: AbortSignal,
  on: (done: number) => void,
): Promise<Arrivals> {
  const { horizon } = view.lens
  const today = Math.floor(horizon / dayMicros)
  const since = Math.max(0, today - lookedBack)
  const [moves, starts] = await Promise.all([
    warehouse.rows<Move>(movesOf(view, since), { signal }),
    warehouse.rows<{ step: number; day: number; n: number }>(startsOf(view, since), { signal }),
  ])
  on(0.3)
  const result = await inThread<ArrivalsFound>(
    { kind: 'arrivals', moves, starts, steps: view.lens.steps, today, days },
    { signal, on: (done) => on(0.3 + 0.7 * done) },
  )
  return { journey: map.id, now: isoOf(horizon), ...result }
}
