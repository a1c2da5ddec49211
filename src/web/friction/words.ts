import type {
  Friction,
  FrictionCost,
  FrictionKind,
  FrictionLimit,
  TrendDirection,
} from '../../insight/friction/answers.ts'
import { sayCount } from '../figure/count.ts'
import { sayDay } from '../figure/date.ts'
import { sayDuration } from '../figure/duration.ts'

/** A kind as people name it, and what it means in a line. */
export const kindWords = {
  'missed-hand-off': { word: 'Missed hand-off', means: 'one team is done, the next comes late or never' },
  'delayed-communication': {
    word: 'Delayed communication',
    means: 'the customer waits for word and hears nothing in time',
  },
  'dropped-ball': { word: 'Dropped ball', means: 'work rests beyond the promise and beyond what is usual' },
  'repeated-request': { word: 'Repeated request', means: 'what the customer gave is asked for again' },
  loop: { word: 'Loop', means: 'work is done again, more often than nine in ten cases need' },
  'channel-bounce': { word: 'Channel bounce', means: 'the customer is led through other channels to get on' },
  'broken-touchpoint': { word: 'Broken touchpoint', means: 'errors and failed steps' },
  'too-many-hands': { word: 'Too many hands', means: 'more contacts or teams than a case should need' },
} satisfies Record<FrictionKind, { readonly word: string; readonly means: string }>

/** A kind as an address has it. */
export function readKind(value: unknown): FrictionKind | undefined {
  return (Object.keys(kindWords) as FrictionKind[]).find((kind) => kind === value)
}

export const trendWords = {
  rising: { sign: '↗', word: 'rising' },
  falling: { sign: '↘', word: 'falling' },
  steady: { sign: '→', word: 'steady' },
  'too few': { sign: '·', word: 'too few weeks to say' },
} satisfies Record<TrendDirection, { readonly sign: string; readonly word: string }>

/** What serves as the limit, and where it comes from: a promise, or only what was usual. */
export function sayLimit({ value, unit, basis, observed, written }: FrictionLimit): string {
  const limit = written ?? sayValue(value, unit)
  switch (basis) {
    case 'promise':
      return `promised: ${limit}`
    case 'proposed':
      return `proposed by the draft: ${limit}`
    case 'definition':
      return `by definition: ${limit}`
    case 'observed-p90':
      return observed === null
        ? `observed p90: ${limit}`
        : `nothing promised; p90 of the period before (${sayDay(observed.from)} – ${sayDay(observed.to)}, n ${sayCount(observed.n)}${observed.oneIn === 1 ? '' : `, one case in ${observed.oneIn}`}): ${limit}`
  }
}

function sayValue(value: number, unit: FrictionLimit['unit']): string {
  if (unit === 'seconds') return sayDuration(value)
  return unit === 'share' ? `${value * 100} % of cases` : sayAmount(value, unit)
}

/** "2,600 GBP", "312 hours", "1 visit"; below ten one decimal, where it is not whole. */
export function sayAmount(amount: number, unit: string): string {
  const size = Math.abs(amount)
  const figure = size < 9.95 && !Number.isInteger(size) ? size.toFixed(1) : sayCount(size)
  const named = figure === '1' ? unit.replace(/s$/, '') : unit
  return `${amount < 0 && figure !== '0' ? '−' : ''}${figure} ${named}`
}

export function sayCostRange({ low, high, unit }: Pick<FrictionCost, 'low' | 'high' | 'unit'>): string | null {
  if (low === null || high === null) return null
  return `${sayAmount(low, '').trim()} to ${sayAmount(high, unit)}`
}

/** The interval says that there may be no loss at all. */
export function isUnsure({ costing }: Friction): boolean {
  return costing !== null && costing.low !== null && costing.low <= 0
}

/** Tells apart two frictions of one list. */
export function keyOf({ kind, at, cause }: Friction): string {
  return `${kind} ${at} ${cause ?? ''}`
}

/** The cases behind a friction, as the list of cases takes it. */
export function behindOf({ kind, at, cause }: Friction) {
  return { kind: 'friction', friction: kind, step: at, ...(cause === null ? {} : { cause }) } as const
}
