import { fieldOf } from './field.ts'
import type { Predicate } from './predicate.ts'

/** What a predicate asks for by name, each once: names of events that are asked for as they are, properties and traits. */
export interface Mentions {
  readonly events: readonly string[]
  readonly properties: readonly string[]
  readonly traits: readonly string[]
}

export function mentions(predicate: Predicate): Mentions {
  const found = { events: new Set<string>(), properties: new Set<string>(), traits: new Set<string>() }
  gather(predicate, found)
  return { events: [...found.events], properties: [...found.properties], traits: [...found.traits] }
}

function gather(part: Predicate, found: Readonly<Record<keyof Mentions, Set<string>>>): void {
  if ('all' in part) for (const one of part.all) gather(one, found)
  else if ('any' in part) for (const one of part.any) gather(one, found)
  else if ('not' in part) gather(part.not, found)
  else if ('trait' in part) found.traits.add(part.trait)
  else if ('tag' in part || 'step' in part) return
  else {
    for (const name of typeof part.event === 'string' ? [part.event] : (part.event ?? [])) found.events.add(name)
    for (const key of Object.keys(part.where ?? {})) {
      const field = fieldOf(key)
      if (field.kind === 'property') found.properties.add(field.property)
    }
  }
}
