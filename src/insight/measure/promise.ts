import { type MapDocument, stepsOf } from '../../map/index.ts'
import { type Duration, durationOf } from '../../match/index.ts'
import { binOf, type Lens, type Query } from '../../store/index.ts'
import type { StepMeasure } from '../answers.ts'
import { wilson } from '../interval.ts'
import { promisedNext } from '../lens.ts'
import { fromCounts, fromLinked, question, type View } from '../view.ts'
import { dueSql } from './due.ts'
import { endsOf } from './ends.ts'

/** A promise that events can answer: a step that is measured promises a next one within a time. */
export interface Promised {
  readonly step: string
  readonly code: number
  readonly within: Duration
  /** whether it names its next step; else any next step keeps it */
  readonly isNamed: boolean
}

/** At an end only a named step can keep a promise; where the way may end but also leads on, whichever comes next does. */
export function promisedOf(map: MapDocument, lens: Lens): readonly Promised[] {
  const ends = endsOf(map)
  return stepsOf(map).flatMap(({ step }) => {
    const code = lens.steps.indexOf(step.id) + 1
    const within = step.promise?.within
    if (code === 0 || within === undefined) return []
    const next = promisedNext(step)
    const isAnswerable =
      next.length > 0 ? next.some((id) => lens.steps.includes(id)) : step.ends === true || !ends.has(step.id)
    return isAnswerable ? [{ step: step.id, code, within: durationOf(within), isNamed: next.length > 0 }] : []
  })
}

/**
 * For each visit of a promising step (I11): `wait`, the time to what was promised (-1: it has not come), `due`, the instant
 * its time runs out, and from these whether it was kept, late, or is pending at the horizon. Goes after WITH.
 */
export function promiseTerms(promised: readonly Promised[]): string {
  const named = promised.filter((promise) => promise.isNamed).map((promise) => promise.code)
  const reached = named.length === 0 ? '' : `prev IN (${named.join(', ')}), took, `
  return [
    `multiIf(${reached}step = 0, -1, gap) AS wait`,
    'toUnixTimestamp64Micro(at) - gap AS visit',
    `${allowed(promised)} AS allowed`,
    'wait >= 0 AND wait <= allowed AS in_time',
    'wait > allowed OR (wait < 0 AND visit + allowed < {horizon:Int64}) AS too_late',
  ].join(', ')
}

function allowed(promised: readonly Promised[]): string {
  const clock = promised.flatMap(({ code, within }) =>
    within.kind === 'clock' ? [{ code, micros: within.micros }] : [],
  )
  const ways = promised.filter((promise) => promise.within.kind !== 'clock')
  const codes = clock.map((way) => `toUInt16(${way.code})`).join(', ')
  const onClock =
    clock.length === 0
      ? 'toInt64(0)'
      : `transform(prev, [${codes}], [${clock.map((way) => `toInt64(${way.micros})`).join(', ')}], toInt64(0))`
  if (ways.length === 0) return onClock
  const inBusiness = ways.map(({ code, within }) => `prev = ${code}, ${dueSql('visit', within)} - visit`)
  return `multiIf(${inBusiness.join(', ')}, ${onClock})`
}

export interface PromiseCount {
  readonly prev: number
  readonly kept: number
  readonly late: number
  readonly visits: number
}

/** Those of a time on the clock for whichever step comes next are counted by the classes of their gaps. */
export function isCountedByClass({ within, isNamed }: Promised): boolean {
  return within.kind === 'clock' && !isNamed
}

/** By looking at every visit: one part for all times on the clock, one for each in business time, which reads only its own step. */
export function promiseCounts(view: View, promised: readonly Promised[]): Query {
  const onClock = promised.filter(({ within }) => within.kind === 'clock')
  const inBusiness = promised.filter(({ within }) => within.kind !== 'clock').map((promise) => [promise])
  const parts = [...(onClock.length === 0 ? [] : [onClock]), ...inBusiness].map(
    (part) =>
      `WITH ${promiseTerms(part)} SELECT prev, countIf(in_time) AS kept, countIf(too_late) AS late, count() AS visits ${fromLinked(view, promising(part))} GROUP BY prev`,
  )
  return question(view, parts.join(' UNION ALL '), { horizon: view.lens.horizon })
}

/**
 * The same for promises that are counted by class: gaps of a class below that of the time allowed are in time, those of one
 * above are late; read are only the gaps of that one class, and the ends, where nothing came.
 */
export function promiseCountsByClass(view: View, promised: readonly Promised[]): Query {
  const times = promised.flatMap(({ code, within }) =>
    within.kind === 'clock' ? [{ code, micros: within.micros }] : [],
  )
  const edges = times.map(({ code, micros }) => `(${code}, ${binOf(micros)})`)
  const edge = `transform(prev, [${times.map(({ code }) => `toUInt16(${code})`).join(', ')}], [${times.map(({ micros }) => `toUInt16(${binOf(micros)})`).join(', ')}], toUInt16(0))`
  const some = promising(promised)
  const whole = `SELECT prev, sum(if(bin < ${edge}, c.visits, 0)) AS kept, sum(if(bin > ${edge}, c.visits, 0)) AS late, sum(if(bin = ${edge}, 0, c.visits)) AS visits
    ${fromCounts(view, `${some} AND step > 0`)} GROUP BY prev`
  const atEdge = `SELECT prev, countIf(gap <= ${allowed(promised)}) AS kept, countIf(gap > ${allowed(promised)}) AS late, count() AS visits
    ${fromLinked(view, `(prev, bin) IN (${edges.join(', ')})`, 'step > 0')} GROUP BY prev`
  const ends = `SELECT prev, 0 AS kept, countIf(toUnixTimestamp64Micro(at) + ${allowed(promised)} < {horizon:Int64}) AS late, count() AS visits
    ${fromLinked(view, some, 'step = 0')} GROUP BY prev`
  const parts = [whole, atEdge, ends].map(
    (part) => `SELECT prev, toInt64(kept) AS kept, toInt64(late) AS late, toInt64(visits) AS visits FROM (${part})`,
  )
  return question(
    view,
    `SELECT prev, sum(p.kept) AS kept, sum(p.late) AS late, sum(p.visits) AS visits FROM (${parts.join(' UNION ALL ')}) AS p GROUP BY prev`,
    { horizon: view.lens.horizon },
  )
}

export function promising(promised: readonly Promised[]): string {
  return `prev IN (${promised.map((promise) => promise.code).join(', ')})`
}

export function promiseMeasure(
  promise: Promised,
  count: PromiseCount | undefined,
): NonNullable<StepMeasure['promise']> {
  const { kept, late, visits } = count ?? { kept: 0, late: 0, visits: 0 }
  return { kept, ...wilson(kept, kept + late), within: nominalSeconds(promise.within), pending: visits - kept - late }
}

/** A business day counts as 24 hours here: the figure says what was promised, not when it was due. */
function nominalSeconds(duration: Duration): number {
  return duration.kind === 'business-days' ? duration.days * 86_400 : duration.micros / 1e6
}
