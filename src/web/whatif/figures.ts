import type { Compared, Estimate, WhatIf } from '../../insight/whatif/answers.ts'
import { sayCount } from '../figure/count.ts'
import { sayDuration } from '../figure/duration.ts'

/** One line of the table: a figure as it is and in each scenario. */
export interface Line {
  readonly label: string
  /** by which check of the baseline it may be quoted */
  readonly part: keyof WhatIf['baseline']['quotable']
  /** of the whole values */
  readonly unit: 'share' | 'seconds'
  readonly of: (answer: WhatIf) => Compared | null
  readonly say: (value: number) => string
  readonly sayDifference: (value: number) => string
  /** whether more is better */
  readonly more: 'good' | 'bad'
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const points = (share: number) => `${(share * 100).toFixed(1)} points`

export const lines: readonly Line[] = [
  {
    label: 'Good outcome',
    part: 'outcome',
    unit: 'share',
    of: ({ outcome }) => outcome,
    say: percent,
    sayDifference: points,
    more: 'good',
  },
  timeLine('toOutcome', 'Time to outcome, half within', ({ toOutcome }) => toOutcome?.p50 ?? null),
  timeLine('toOutcome', 'Time to outcome, 9 in 10 within', ({ toOutcome }) => toOutcome?.p90 ?? null),
  timeLine('duration', 'Case duration, half within', ({ duration }) => duration.p50),
  timeLine('duration', 'Case duration, 9 in 10 within', ({ duration }) => duration.p90),
]

function timeLine(part: Line['part'], label: string, of: Line['of']): Line {
  return { label, part, unit: 'seconds', of, say: sayDuration, sayDifference: sayDuration, more: 'bad' }
}

export interface SaidDifference {
  readonly says: string
  readonly interval: string
  readonly tone: 'good' | 'bad' | null
}

/** A difference with its sign; coloured only where its interval keeps off nought. */
export function sayDifference(
  { value, low, high }: Estimate,
  line: Pick<Line, 'sayDifference' | 'more'>,
): SaidDifference {
  const signed = (of: number) => (of === 0 ? '0' : `${of > 0 ? '+' : '−'}${line.sayDifference(Math.abs(of))}`)
  const isSure = low > 0 || high < 0
  const isBetter = value > 0 === (line.more === 'good')
  return {
    says: value === 0 ? 'no difference' : signed(value),
    interval: low === high ? '' : `${signed(low)} to ${signed(high)}`,
    tone: !isSure ? null : isBetter ? 'good' : 'bad',
  }
}

export function sayYear({ value, low, high }: Estimate, unit: string): { says: string; interval: string } {
  const signed = (of: number) => `${of < -0.5 ? '−' : of > 0.5 ? '+' : ''}${sayCount(Math.abs(of))}`
  return { says: `${signed(value)} ${unit}`, interval: low === high ? '' : `${signed(low)} to ${signed(high)}` }
}
