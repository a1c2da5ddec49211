import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, PropertySummary } from '../answers.ts'
import { properties } from '../cases/properties.ts'
import { wilson } from '../interval.ts'
import { QuestionProblem } from '../problem.ts'
import { codeOf, fromTrace, openView, question, type View } from '../view.ts'
import type { Funnel, FunnelSplit, FunnelStep } from './answers.ts'
import { funnelTerms } from './funnel-terms.ts'
import type { FunnelOrder } from './kinds.ts'
import { withSegment } from './segment.ts'

export interface FunnelAsked {
  readonly steps: readonly string[]
  /** microseconds from the first step; null: no limit */
  readonly within: number | null
  /** ordered where absent */
  readonly order?: FunnelOrder
  /** the name of a field, property or trait; absent: not split */
  readonly by?: string | undefined
}

/** How many values a funnel is split by: more cannot be told apart. */
const mostGroups = 6

export function funnelCounts(
  view: View,
  { order, codes, within }: { order: FunnelOrder; codes: readonly number[]; within: number | null },
): Query {
  const { terms, reached } = funnelTerms(order, codes, within === null ? null : '{within:Int64}')
  const counts = reached.map((condition, place) => `countIf(${condition}) AS reached${place + 1}`)
  return question(
    view,
    `${terms.length > 0 ? `WITH ${terms.join(', ')} ` : ''}SELECT ${counts.join(', ')} ${fromTrace(view, `has(steps, ${codes[0] ?? 0})`)}`,
    within === null ? {} : { within },
  )
}

/** Cases that come to each of the steps, in one of three orders, and by the values of a property where asked (U1 - U5). */
export async function funnel(
  warehouse: Warehouse,
  spec: LensSpec,
  asked: FunnelAsked,
  filter: CaseFilter = {},
): Promise<Funnel> {
  if (asked.steps.length === 0)
    throw new QuestionProblem('question-invalid', 'A funnel of no steps has no figure.', 'Give its steps in order.')
  const steps = await stepsOf(warehouse, spec, asked, filter)
  const whole = { order: asked.order ?? 'ordered', within: asked.within === null ? null : asked.within / 1e6, steps }
  if (asked.by === undefined) return whole
  return { ...whole, by: await split(warehouse, spec, { ...asked, by: asked.by }, filter) }
}

async function stepsOf(
  warehouse: Warehouse,
  spec: LensSpec,
  { steps, order = 'ordered', within }: FunnelAsked,
  filter: CaseFilter,
): Promise<readonly FunnelStep[]> {
  const view = await openView(warehouse, spec, filter)
  const codes = steps.map((step) => codeOf(view.lens, step))
  const [row = {}] = await warehouse.rows<Record<string, number>>(funnelCounts(view, { order, codes, within }))
  const reached = steps.map((_, place) => row[`reached${place + 1}`] ?? 0)
  return steps.map((name, place) => {
    const cases = reached[place] ?? 0
    return {
      name,
      cases,
      share: wilson(cases, reached[0] ?? 0),
      ofBefore: wilson(cases, reached[Math.max(0, place - 1)] ?? 0),
    }
  })
}

/** One value after the other: each group is the funnel of that segment, so it is the same figure as with the filter set. */
async function split(
  warehouse: Warehouse,
  spec: LensSpec,
  asked: FunnelAsked & { readonly by: string },
  filter: CaseFilter,
): Promise<FunnelSplit> {
  const property = propertyOf(await properties(warehouse), asked.by)
  const groups: { value: string; steps: readonly FunnelStep[] }[] = []
  for (const { value } of property.values.slice(0, mostGroups)) {
    groups.push({ value, steps: await stepsOf(warehouse, spec, asked, withSegment(filter, property, value)) })
  }
  return {
    property: property.name,
    kind: property.kind,
    groups: groups.toSorted((a, b) => (b.steps[0]?.cases ?? 0) - (a.steps[0]?.cases ?? 0)),
    others: Math.max(0, property.distinct - mostGroups),
  }
}

/** @throws QuestionProblem question-invalid */
function propertyOf(all: readonly PropertySummary[], name: string): PropertySummary {
  const found = all.find((one) => one.name === name)
  if (found) return found
  const some = all.slice(0, 20).map((one) => `"${one.name}"`)
  throw new QuestionProblem(
    'question-invalid',
    `by: no event has a property "${name}".`,
    some.length === 0 ? 'Import events with properties first.' : `There are ${some.join(', ')}.`,
  )
}
