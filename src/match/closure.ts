import type { Event } from '../event/index.ts'
import { assertAskable } from './ask.ts'
import { scoreTest, textTest } from './compare.ts'
import { fieldOf, textAt } from './field.ts'
import type { Comparison, EventPredicate, Predicate } from './predicate.ts'

type EventTest = (event: Event) => boolean

/** The predicate as a function of one event. Throws UnaskableError for what events cannot answer. */
export function compile(predicate: Predicate): EventTest {
  assertAskable(predicate)
  return eventTest(predicate)
}

export function matches(predicate: Predicate, event: Event): boolean {
  return compile(predicate)(event)
}

function eventTest(predicate: Predicate): EventTest {
  if ('all' in predicate) return every(predicate.all.map(eventTest))
  if ('any' in predicate) return some(predicate.any.map(eventTest))
  if ('not' in predicate) {
    const test = eventTest(predicate.not)
    return (event) => !test(event)
  }
  if ('trait' in predicate) {
    const test = textTest(predicate.is)
    return (event) => test(textAt(event.traits, predicate.trait))
  }
  if ('tag' in predicate || 'step' in predicate) return never
  return every([...nameTests(predicate), ...whereTests(predicate)])
}

/** assertAskable has refused these before. */
const never = () => false

function every<T>(tests: readonly ((of: T) => boolean)[]): (of: T) => boolean {
  const [only, ...more] = tests
  if (only !== undefined && more.length === 0) return only
  return (of) => tests.every((test) => test(of))
}

function some<T>(tests: readonly ((of: T) => boolean)[]): (of: T) => boolean {
  return (of) => tests.some((test) => test(of))
}

function nameTests({ event: names }: EventPredicate): EventTest[] {
  if (names === undefined) return []
  const test = textTest(typeof names === 'string' ? names : { in: names })
  return [(event) => test(event.name)]
}

function whereTests({ where }: EventPredicate): EventTest[] {
  return Object.entries(where ?? {}).map(([key, comparison]) => whereTest(key, comparison))
}

function whereTest(key: string, comparison: Comparison): EventTest {
  const field = fieldOf(key)
  if (field.kind === 'score') {
    const test = scoreTest(comparison)
    return (event) => test(event.score?.value ?? Number.NaN)
  }
  const test = textTest(comparison)
  return (event) => test(field.of(event))
}

type GroupTest = (events: readonly Event[]) => boolean

/** Whether the predicate holds of one customer's (or one case's) events, given in the order of their source (SPEC P7). */
export function matchesGroup(predicate: Predicate, events: readonly Event[]): boolean {
  assertAskable(predicate)
  return groupTest(predicate)(events)
}

function groupTest(predicate: Predicate): GroupTest {
  if ('all' in predicate) return every(predicate.all.map(groupTest))
  if ('any' in predicate) return some(predicate.any.map(groupTest))
  if ('not' in predicate) {
    const test = groupTest(predicate.not)
    return (events) => !test(events)
  }
  if ('trait' in predicate) {
    const test = textTest(predicate.is)
    return (events) => test(latestTrait(predicate.trait, events))
  }
  const test = eventTest(predicate)
  return (events) => events.some(test)
}

/** Of equal times the later in the source counts. */
function latestTrait(trait: string, events: readonly Event[]): string {
  let latest = ''
  let at = Number.NEGATIVE_INFINITY
  for (const event of events) {
    const text = textAt(event.traits, trait)
    if (text === '' || event.at < at) continue
    latest = text
    at = event.at
  }
  return latest
}
