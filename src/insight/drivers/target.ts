import { type MapDocument, stepsOf } from '../../map/index.ts'
import { promisedNext } from '../lens.ts'
import { codesOf, opennessOf } from '../measure/counted.ts'
import { dueSql } from '../measure/due.ts'
import { endsOf } from '../measure/ends.ts'
import { promisedOf } from '../measure/promise.ts'
import { isOpenSql } from '../measure/questions.ts'
import { QuestionProblem } from '../problem.ts'
import { codeList, codeOf, fromTrace, type View } from '../view.ts'
import type { DriverTarget } from './answers.ts'

/**
 * The cases of a target as SQL (D1, D2): their columns are key, case, since (the instant from which events are the
 * passage's, in microseconds), started, past and moments (the visits that count as known), until (events before this
 * instant are known), and y, what came of it.
 */
export interface Cohort {
  readonly sql: string
  readonly params: Readonly<Record<string, unknown>>
  /** the step at whose visit it is decided what is known, where events of that very visit are known too */
  readonly at: number | null
  /** the property that is asked about itself, which is no factor of it */
  readonly own?: { readonly kind: 'property' | 'trait'; readonly name: string }
}

/** Later than any instant. */
export const never = "toInt64('9223372036854775807')"
const micros = (time: string) => `toUnixTimestamp64Micro(${time})`

/** @throws QuestionProblem question-invalid naming what can be asked */
export function parseTarget(text: string): DriverTarget {
  const [kind = '', ...rest] = text.split(':')
  const step = rest.join(':')
  if (kind === 'outcome' && step === '') return { kind }
  if (kind === 'score' && (step === '' || step === 'nps' || step === 'csat' || step === 'ces'))
    return { kind, score: step === '' ? null : step }
  if ((kind === 'late' || kind === 'dropped' || kind === 'reached') && step !== '') return { kind, step }
  if ((kind === 'property' || kind === 'trait') && step !== '' && !step.startsWith('=')) {
    const place = step.indexOf('=')
    const name = place === -1 ? step : step.slice(0, place)
    return { kind, name, value: place === -1 ? null : step.slice(place + 1) }
  }
  throw new QuestionProblem(
    'question-invalid',
    `of: "${text}" is nothing that drivers can be asked of.`,
    'Give outcome, score (or score:nps, score:csat, score:ces), late:STEP, dropped:STEP, reached:STEP, property:NAME=VALUE or property:NAME (a number); trait likewise.',
  )
}

export function printTarget(target: DriverTarget): string {
  if (target.kind === 'outcome') return 'outcome'
  if (target.kind === 'score') return target.score === null ? 'score' : `score:${target.score}`
  if (isCarried(target)) return `${target.kind}:${target.name}${target.value === null ? '' : `=${target.value}`}`
  return `${target.kind}:${target.step}`
}

/** Whether an average is compared, and not a share of cases. */
export function isMean(target: DriverTarget): boolean {
  return target.kind === 'score' || (isCarried(target) && target.value === null)
}

export function isCarried(target: DriverTarget): target is Extract<DriverTarget, { kind: 'property' | 'trait' }> {
  return target.kind === 'property' || target.kind === 'trait'
}

type DrawnTarget = Extract<DriverTarget, { kind: 'outcome' | 'late' | 'dropped' | 'reached' }>

/** @throws QuestionProblem where the map or its events cannot answer, saying what it takes */
export function cohortOf(view: View, map: MapDocument, target: DrawnTarget): Cohort {
  switch (target.kind) {
    case 'outcome':
      return outcome(view, map)
    case 'reached':
      return reached(view, map, target.step)
    case 'dropped':
      return dropped(view, map, target.step)
    case 'late':
      return late(view, map, target.step)
  }
}

function outcome(view: View, map: MapDocument): Cohort {
  const good = codesOf(view, map.outcome?.good ?? [])
  if (good.length === 0) {
    throw new QuestionProblem(
      'question-invalid',
      map.outcome === undefined
        ? `The map "${map.id}" names no outcome.`
        : `No event is a good outcome of the map "${map.id}" (${(map.outcome.good ?? []).join(', ') || 'none named'}).`,
      'Name its good and bad steps under outcome in the map, or ask --of reached:STEP.',
    )
  }
  return beforeFirst(view, map, codesOf(view, endsOf(map)), good)
}

/** A case that comes to another end of the way is decided there: what follows says only that it was. */
function reached(view: View, map: MapDocument, step: string): Cohort {
  const code = codeOf(view.lens, step)
  return beforeFirst(view, map, [code, ...codesOf(view, endsOf(map))], [code])
}

/** Known is what happened strictly before the first of the deciding steps; where none came, all of it (D2). */
function beforeFirst(view: View, map: MapDocument, deciding: readonly number[], good: readonly number[]): Cohort {
  const place = `arrayFirstIndex(s -> has(${codeList(deciding)}, s), steps)`
  return {
    sql: cohort(
      fromTrace(view, `NOT (${isOpenSql(view, opennessOf(view, map))})`),
      `${place} AS place, if(place = 0, ${never}, ${micros('at[place]')}) AS until, ` +
        // Visits of the same instant are not before it, whatever their order in the source.
        `if(place = 0, length(steps), arrayFirstIndex(t -> ${micros('t')} >= until, at) - 1) AS known, hasAny(steps, ${codeList(good)}) AS y`,
    ),
    params: { ...view.cases?.params },
    at: null,
  }
}

/** Known is what happened up to the first visit of the step, for those who stop there and those who go on alike (D3). */
function dropped(view: View, map: MapDocument, step: string): Cohort {
  const code = codeOf(view.lens, step)
  if (endsOf(map).has(step)) {
    throw new QuestionProblem(
      'question-invalid',
      `The way ends at "${step}", so nobody drops off there.`,
      `Ask --of reached:${step}, or of a step from which the map goes on.`,
    )
  }
  return {
    sql: cohort(
      fromTrace(view, `has(steps, ${code})`, `NOT (${isOpenSql(view, opennessOf(view, map))})`),
      `indexOf(steps, ${code}) AS place, ${micros('at[place]')} AS until, place AS known, steps[-1] = ${code} AS y`,
    ),
    params: { ...view.cases?.params },
    at: code,
  }
}

/** The promise made at a case's first visit of the step, where it is decided; known is what happened up to that visit (D3). */
function late(view: View, map: MapDocument, step: string): Cohort {
  const code = codeOf(view.lens, step)
  const promise = promisedOf(map, view.lens).find((one) => one.code === code)
  if (promise === undefined) {
    const promising = promisedOf(map, view.lens).map((one) => one.step)
    throw new QuestionProblem(
      'question-invalid',
      `The step "${step}" makes no promise that events can answer.`,
      promising.length === 0
        ? 'Give a step of the map a promise: { within: 2 days }.'
        : `These do: ${promising.join(', ')}.`,
    )
  }
  const placed = stepsOf(map).find((one) => one.step.id === step)
  const next = codesOf(view, placed === undefined ? [] : promisedNext(placed.step))
  const came = promise.isNamed
    ? `arrayFirstIndex((s, i) -> i > place AND has(${codeList(next)}, s), steps, arrayEnumerate(steps))`
    : 'if(place < length(steps), place + 1, 0)'
  const from = fromTrace(view, `has(steps, ${code})`)
  const decided =
    `SELECT *, indexOf(steps, ${code}) AS place, ${micros('at[place]')} AS until, place AS known, ${came} AS came, ` +
    `if(came = 0, -1, ${micros('at[came]')} - until) AS wait, ${dueSql('until', promise.within)} - until AS allowed, ` +
    `wait > allowed OR (wait < 0 AND until + allowed < {horizon:Int64}) AS y, wait >= 0 AND wait <= allowed AS kept ${from}`
  return {
    sql: cohort(`FROM (${decided}) WHERE y OR kept`, 'until, known, y'),
    params: { ...view.cases?.params, horizon: view.lens.horizon },
    at: code,
  }
}

/** `terms` say until, known and y; the rest of the columns follow. */
export function cohort(from: string, terms: string): string {
  return (
    `(SELECT key, case, started, if(ordinal = 1, -${never}, ${micros('started')}) AS since, toInt64(until) AS until, toFloat64(y) AS y, ` +
    `arraySlice(steps, 1, toInt64(known)) AS past, arraySlice(at, 1, toInt64(known)) AS moments, steps AS whole FROM (SELECT key, case, ordinal, started, steps, at, ${terms} ${from}))`
  )
}
