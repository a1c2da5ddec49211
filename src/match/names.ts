import type { Predicate } from './predicate.ts'

/** The event names that a predicate asks for, where it asks for nothing else; else null. */
export function onlyNames(predicate: Predicate): readonly string[] | null {
  if ('any' in predicate) {
    const lists = predicate.any.map(onlyNames)
    return lists.every((list) => list !== null) ? [...new Set(lists.flat())] : null
  }
  if ('event' in predicate && predicate.event !== undefined && Object.keys(predicate.where ?? {}).length === 0) {
    return typeof predicate.event === 'string' ? [predicate.event] : [...new Set(predicate.event)]
  }
  return null
}
