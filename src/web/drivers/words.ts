import type { DriverFactor, Drivers } from '../../insight/drivers/answers.ts'

type Effect = NonNullable<DriverFactor['difference']>

/** How the target's figures are said: shares in percent and points, scores in points of the score, numbers as they are. */
export interface Unit {
  /** averages are compared, not shares */
  readonly isScore: boolean
  /** of a rate or a mean */
  rate(effect: Effect | null): string
  /** of a difference, with its sign */
  difference(value: number): string
  interval(effect: Effect): string
  /** what a difference is counted in */
  readonly points: string
}

export function unitOf(target: Drivers['target']): Unit {
  if (target.base === null && target.kind !== 'score') return ofNumbers
  const isScore = target.kind === 'score'
  const scale = isScore ? 1 : 100
  const digits = (width: number) => (width * scale < 1 ? 2 : width * scale < 10 ? 1 : 0)
  const signed = (value: number, places: number) => {
    const text = Math.abs(value * scale).toFixed(places)
    return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`
  }
  return {
    isScore,
    points: isScore ? 'points' : 'percentage points',
    rate: (effect) =>
      effect === null
        ? '–'
        : `${(effect.value * scale).toFixed(isScore ? 1 : digits(effect.high - effect.low) === 0 ? 0 : 1)}${isScore ? '' : ' %'}`,
    difference: (value) => signed(value, isScore ? 1 : 0),
    interval: ({ low, high }) => `${signed(low, digits(high - low))} to ${signed(high, digits(high - low))}`,
  }
}

/** A number of three digits: 12,300; 4.56; 0.00123. */
const short = (value: number) =>
  Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 }).replace('-', '−')
const signedShort = (value: number) => `${value > 0 ? '+' : ''}${short(value)}`

/** The averages of a number that cases carry: its unit is the property's own. */
const ofNumbers: Unit = {
  isScore: true,
  points: 'in the unit of the property',
  rate: (effect) => (effect === null ? '–' : short(effect.value)),
  difference: signedShort,
  interval: ({ low, high }) => `${signedShort(low)} to ${signedShort(high)}`,
}

/** "0.03", "< 0.001": no more than a q-value can carry. */
export function sayQ(q: number): string {
  if (q < 0.001) return '< 0.001'
  return q < 0.1 ? q.toFixed(3) : q.toFixed(2)
}

export function sayOdds({ value, low, high }: Effect): string {
  const one = (odds: number) => (odds >= 100 ? Math.round(odds).toLocaleString('en-US') : odds.toPrecision(2))
  return `${one(value)} (${one(low)} to ${one(high)})`
}

/** Whether more of the target with the factor is good for the customer, bad, or neither. */
export function toneOf(better: Drivers['target']['better'], value: number): 'good' | 'bad' | undefined {
  if (better === null || value === 0) return undefined
  return value > 0 === (better === 'more') ? 'good' : 'bad'
}

export const groupWords = {
  step: 'Steps',
  transition: 'Transitions',
  wait: 'Waits',
  friction: 'Friction',
  channel: 'Channel',
  team: 'Team',
  property: 'Properties',
  time: 'Time',
} as const satisfies Record<DriverFactor['group'], string>

/** The sentence that says what is asked: the target's words with a capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
