import { QuestionProblem } from '../problem.ts'
import { codeOf, fromTrace, question, type View } from '../view.ts'
import { waitSql } from './between.ts'
import { funnelTerms } from './funnel-terms.ts'
import type { UsualBehind } from './kinds.ts'
import { stepAt } from './place.ts'

type Of<Kind extends UsualBehind['kind']> = Extract<UsualBehind, { readonly kind: Kind }>

/** Cases that come to a step of a funnel, or to the one before and not to it, as a condition on `trace` (U11). */
export function funnelCases(view: View, { steps, order, within, place, reached }: Of<'funnel'>): string {
  if (place > steps.length)
    throw new QuestionProblem(
      'question-invalid',
      `behind.place: ${place} is not one of the funnel's ${steps.length} steps.`,
      `Give a place from 1 to ${steps.length}.`,
    )
  const codes = steps.map((step) => codeOf(view.lens, step))
  const limit = within === null ? null : String(Math.round(within * 1e6))
  const { terms, reached: conditions } = funnelTerms(order, codes, limit)
  const here = conditions[place - 1] ?? '0'
  const before = conditions[place - 2] ?? '1'
  const met = reached ? here : `(${before}) AND NOT (${here})`
  return `key IN (${terms.length > 0 ? `WITH ${terms.join(', ')} ` : ''}SELECT key ${fromTrace(view, `has(steps, ${codes[0] ?? 0})`, met)})`
}

/** Cases that are at certain steps at certain places of their way, as a condition on `trace` (U11). */
export function pathCases(view: View, { around, at }: Of<'path'>): string {
  const code = around === null ? null : codeOf(view.lens, around)
  const places = at.map(({ place, steps }) => {
    const here = stepAt(code, `(${Math.trunc(place)})`)
    if (steps.length === 0) return `${here} = 0`
    return `${here} IN (${steps.map((step) => codeOf(view.lens, step)).join(', ')})`
  })
  return [...(code === null ? [] : [`has(steps, ${code})`]), ...places, '1'].join(' AND ')
}

/** Cases in which one step comes after the first visit to another, with the time between, the longest first (U10, U11). */
export function followCases(view: View, { from, to }: Of<'follows'>) {
  const first = codeOf(view.lens, from)
  const wait = waitSql(first, codeOf(view.lens, to))
  const scope = fromTrace(view, `has(steps, ${first})`, `${wait} >= 0`)
  return {
    over: 'linked' as const,
    total: question(view, `SELECT count() AS cases ${scope}`),
    page: ({ limit, offset }: { readonly limit: number; readonly offset: number }) =>
      question(
        view,
        `SELECT toString(key) AS id, ${wait} AS took ${scope} ORDER BY took DESC, key LIMIT {limit:UInt64} OFFSET {offset:UInt64}`,
        { limit, offset },
      ),
  }
}
