import { type MapDocument, stepsOf } from '../../map/index.ts'
import type { FrictionKind } from '../friction/kinds.ts'
import type { DriverFactor, DriverTarget } from './answers.ts'
import type { Factor } from './factor.ts'

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Titles of steps; ids where the map has none of the kind. */
export function titlesOf(map: MapDocument): (step: string) => string {
  const titles = new Map(stepsOf(map).map(({ step }) => [step.id, step.title]))
  return (step) => titles.get(step) ?? step
}

const frictionWords = {
  'missed-hand-off': 'a missed hand-off',
  'delayed-communication': 'a delayed communication',
  'dropped-ball': 'a dropped ball',
  'repeated-request': 'a repeated request',
  loop: 'a loop',
  'channel-bounce': 'a channel bounce',
  'broken-touchpoint': 'a broken touchpoint',
  'too-many-hands': 'too many hands',
} as const satisfies Record<FrictionKind, string>

/** A factor in words that follow "cases that …". Never a word of cause. */
export function factorWords(factor: Factor, title: (step: string) => string): string {
  switch (factor.kind) {
    case 'step':
      return `came to “${title(factor.step)}”`
    case 'again':
      return `came to “${title(factor.step)}” more than once`
    case 'transition':
      return `went from “${title(factor.from)}” straight to “${title(factor.to)}”`
    case 'wait':
      return `waited longer than ${span(factor.longerThan)} after “${title(factor.step)}”`
    case 'friction':
      return `met ${frictionWords[factor.friction]} at “${title(factor.step)}”${factor.cause === null ? '' : `: ${factor.cause}`}`
    case 'field':
      return `had ${factor.name} “${factor.value}”`
    case 'property':
      return `had ${factor.name} “${factor.value}”`
    case 'trait':
      return `had customer’s ${factor.name} “${factor.value}”`
    case 'number':
      return `had ${ownerWord(factor.of)}${factor.name} ${range(factor.above, factor.most)}`
    case 'weekday':
      return `began on a ${days[factor.day - 1] ?? factor.day} (UTC)`
    case 'hours':
      return `began between ${hour(factor.from)} and ${hour(factor.from + 6)} UTC`
    case 'period':
      return `began ${period(factor.after, factor.until)}`
  }
}

/** Which cases are compared by a factor, in words that follow "of the cases that …"; null: all. */
export function amongWords(factor: Factor, title: (step: string) => string): string | null {
  switch (factor.kind) {
    case 'again':
    case 'friction':
      return `came to “${title(factor.step)}”`
    case 'transition':
      return `went on from “${title(factor.from)}”`
    case 'wait':
      return `went on from “${title(factor.step)}”`
    case 'property':
    case 'trait':
    case 'number':
      return `had any ${factor.name}`
    default:
      return null
  }
}

const groups = {
  step: 'step',
  again: 'step',
  transition: 'transition',
  wait: 'wait',
  friction: 'friction',
  property: 'property',
  trait: 'property',
  number: 'property',
  weekday: 'time',
  hours: 'time',
  period: 'time',
} as const satisfies Record<Exclude<Factor['kind'], 'field'>, DriverFactor['group']>

export function groupOf(factor: Factor): DriverFactor['group'] {
  if (factor.kind !== 'field') return groups[factor.kind]
  return factor.name === 'channel' ? 'channel' : factor.name === 'team' ? 'team' : 'property'
}

const hour = (n: number) => `${String(n).padStart(2, '0')}:00`

function range(above: number | null, most: number | null): string {
  if (above === null) return most === null ? 'any' : `at most ${number(most)}`
  return most === null ? `above ${number(above)}` : `above ${number(above)}, at most ${number(most)}`
}

function number(n: number): string {
  return n.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

function period(after: number | null, until: number | null): string {
  if (after === null) return until === null ? 'at any time' : `up to ${date(until)}`
  return until === null ? `after ${date(after)}` : `after ${date(after)}, up to ${date(until)}`
}

function date(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}

function span(seconds: number): string {
  const [value, unit] =
    seconds < 120
      ? [seconds, 's']
      : seconds < 7200
        ? [seconds / 60, 'min']
        : seconds < 172_800
          ? [seconds / 3600, 'h']
          : [seconds / 86_400, 'days']
  return `${Number(value.toPrecision(3))} ${unit}`
}

/** What the target is, in words that follow "… of the cases" (for a score "the average"), and what is known beforehand. */
export function targetWords(target: DriverTarget, title: (step: string) => string): { says: string; known: string } {
  switch (target.kind) {
    case 'outcome':
      return {
        says: 'reached a good outcome',
        known:
          'Only what happened before the case first came to an outcome or another end of the way; where it came to none, all that happened.',
      }
    case 'reached':
      return {
        says: `reached “${title(target.step)}”`,
        known: `Only what happened before the case first came to “${title(target.step)}” or to an end of the way; where it came to neither, all that happened.`,
      }
    case 'dropped':
      return {
        says: `stopped at “${title(target.step)}”`,
        known: `Only what had happened by the first visit of “${title(target.step)}”.`,
      }
    case 'late':
      return {
        says: `had the promise at “${title(target.step)}” come late`,
        known: `Only what had happened by the first visit of “${title(target.step)}”, where the promise is made.`,
      }
    case 'property':
    case 'trait':
      return {
        says:
          target.value === null
            ? `${ownerWord(target.kind)}${target.name} at the end`
            : `ended with ${ownerWord(target.kind)}${target.name} “${target.value}”`,
        known: `Where ${target.name} changed within a case, only what happened before it took its last value, and of the other cases as many visits as of those; where it hardly ever changes, all that happened, for events do not say when it was decided.`,
      }
    case 'score':
      return {
        says: `${(target.score ?? 'score').toUpperCase()} given`,
        known: 'Only what happened before the first score of the case.',
      }
  }
}

const ownerWord = (kind: 'property' | 'trait') => (kind === 'trait' ? 'customer’s ' : '')
