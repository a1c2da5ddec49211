import type { SqlText } from '../match/index.ts'
import {
  countsQuery,
  type KeptCases,
  type Lens,
  type LensSpec,
  type Query,
  type Warehouse,
  waysQuery,
} from '../store/index.ts'
import type { CaseFilter } from './answers.ts'
import { caseCondition } from './filter.ts'
import { assertKnown } from './known.ts'
import { QuestionProblem } from './problem.ts'

/** A lens that is built, and the cases that a filter leaves: what every question is asked of. */
export interface View {
  readonly lens: Lens
  /** a condition on the columns of the lens's `trace`; where `isOfBoth`, on those of its `linked` too; null: all cases */
  readonly cases: (SqlText & { readonly isOfBoth?: boolean }) | null
  /** tables like the lens's of these cases alone, where they are few */
  readonly few?: KeptCases['few']
  /** the transitions of these cases, where they have been counted */
  readonly counts?: string
}

export async function openView(warehouse: Warehouse, spec: LensSpec, filter: CaseFilter): Promise<View> {
  if (filter.source !== undefined) await assertSource(warehouse, filter.source)
  if (filter.segment !== undefined) await assertKnown(warehouse, filter.segment)
  const lens = await warehouse.lens(spec)
  const condition = caseCondition(filter, spec)
  if (condition === null) return { lens, cases: null }
  const { picks, few } = await warehouse.cases(lens, condition)
  return { lens, cases: { sql: picks, params: {}, isOfBoth: true }, few }
}

/** Counts the transitions in view once for all questions that begin with them. */
export async function countedView(warehouse: Warehouse, view: View): Promise<View> {
  if (view.cases === null || view.counts !== undefined || isSmall(view)) return view
  const condition = { sql: inView(view).join(' AND '), params: view.cases.params }
  return { ...view, counts: await warehouse.counts(view.lens, condition) }
}

/** Of fewer visits than these all gaps are sorted sooner than their classes are looked through. */
const fewVisits = 3_000_000

/** So few visits that all gaps are sorted. */
export function isSmall({ lens, few = null }: View): boolean {
  return few !== null || lens.visits < fewVisits
}

/** A source's name misspelt would answer with nothing, as if nothing had happened. */
async function assertSource(warehouse: Warehouse, name: string): Promise<void> {
  const sources = await warehouse.rows<{ name: string }>({ sql: 'SELECT DISTINCT name FROM source ORDER BY name' })
  if (sources.some((source) => source.name === name)) return
  const some = sources.slice(0, 20).map((source) => `"${source.name}"`)
  throw new QuestionProblem(
    'question-invalid',
    `source: nothing was imported from "${name}".`,
    some.length === 0
      ? 'Import events first.'
      : `There are ${some.join(', ')}${sources.length > 20 ? ' and more' : ''}.`,
  )
}

/** `FROM trace WHERE …`: the cases of the view that meet further conditions. */
export function fromTrace(view: View, ...conditions: readonly string[]): string {
  if (view.few) return `FROM ${view.few.trace}${where(conditions)}`
  return `FROM ${view.lens.trace}${where([...(view.cases ? [view.cases.sql] : []), ...conditions])}`
}

/** `FROM linked WHERE …`. With all cases there is no condition on the key; when cases begin, `linked` says itself. */
export function fromLinked(view: View, ...conditions: readonly string[]): string {
  return `FROM ${linkedOf(view)}${where([...inView(view), ...conditions])}`
}

function linkedOf({ lens, few }: View): string {
  return few?.linked ?? lens.linked
}

function inView(view: View): readonly string[] {
  if (view.cases === null || view.few) return []
  return [view.cases.isOfBoth ? view.cases.sql : `key IN (SELECT key ${fromTrace(view)})`]
}

/** `FROM counts AS c WHERE …`: transitions counted by the class of their gap, of all cases from the projection. */
export function fromCounts(view: View, condition: string): string {
  const counted = () => `(${countsQuery(`${linkedOf(view)}${where(inView(view))}`)})`
  const counts = view.cases === null ? view.lens.counts : (view.counts ?? counted())
  return `FROM ${counts} AS c WHERE ${condition}`
}

/** `FROM ways`: cases by the hash of their steps. */
export function fromWays(view: View): string {
  return view.cases === null ? `FROM ${view.lens.ways}` : `FROM (${waysQuery(fromTrace(view).slice('FROM '.length))})`
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.map((condition) => `(${condition})`).join(' AND ')}`
}

/** A question over the view: its text with the filter's values beside its own. */
export function question(view: View, sql: string, params: Readonly<Record<string, unknown>> = {}): Query {
  return { sql, params: { ...view.cases?.params, ...params } }
}

/** The step of a code; 0 and codes beyond the list are no step. */
export function stepOf(lens: Lens, code: number): string {
  const step = lens.steps[code - 1]
  if (step === undefined) throw new RangeError(`code ${code} is not one of the lens's ${lens.steps.length} steps`)
  return step
}

/** @throws QuestionProblem step-not-found */
export function codeOf(lens: Lens, step: string): number {
  const place = lens.steps.indexOf(step)
  if (place >= 0) return place + 1
  const some = lens.steps.slice(0, 12).map((id) => `"${id}"`)
  const more = lens.steps.length > some.length ? ` and ${lens.steps.length - some.length} more` : ''
  throw new QuestionProblem(
    'step-not-found',
    `No event is a step "${step}".`,
    lens.steps.length === 0
      ? 'Import events first, or give the map steps that match events.'
      : `The steps are ${some.join(', ')}${more}.`,
  )
}

/** Lists of codes in the order of their steps' names, by code point as the engine compares text. */
export function byName(lens: Lens, codes: string): string {
  const inOrder = [...lens.steps.keys()].sort((a, b) =>
    Buffer.compare(Buffer.from(lens.steps[a] ?? ''), Buffer.from(lens.steps[b] ?? '')),
  )
  const ranks = new Array<number>(lens.steps.length).fill(0)
  for (const [rank, place] of inOrder.entries()) ranks[place] = rank
  return `arrayMap(step -> [${ranks.join(', ')}][step], ${codes})`
}

/** How long a case took, over columns of `trace`: reading its clock twice is a third quicker than the engine's dateDiff. */
export const durationSql = 'toUnixTimestamp64Micro(ended) - toUnixTimestamp64Micro(started)'

/** A list of codes as SQL text; codes are our own small integers. */
export function codeList(codes: readonly number[]): string {
  return `[${codes.map((code) => `toUInt16(${code})`).join(', ')}]`
}

/**
 * The mean of whole microseconds. The engine's own adds in 64 bits and wraps at ten million waits of eleven days; in two
 * halves the sum is exact, and so the same whatever the order of adding.
 */
export function meanSql(micros: string): string {
  return `(sum(bitShiftRight(${micros}, 20)) * 1048576. + sum(bitAnd(${micros}, 1048575))) / count()`
}

/** To the microsecond: the engine's interpolation between two whole numbers leaves 719.9999999999993. */
export const seconds = (micros: number): number => Math.round(micros) / 1e6
export const secondsOrNull = (micros: number | null): number | null => (micros === null ? null : seconds(micros))
