import type { Comparison, Predicate } from '../../match/index.ts'

/** A predicate as a person reads it on a filter: "channel is web and vip is true". */
export function sayPredicate(predicate: Predicate): string {
  if ('all' in predicate) return predicate.all.map(sayPart).join(' and ')
  if ('any' in predicate) return predicate.any.map(sayPart).join(' or ')
  if ('not' in predicate) return `not (${sayPredicate(predicate.not)})`
  if ('trait' in predicate) return `${predicate.trait} ${sayComparison(predicate.is)}`
  if ('tag' in predicate) return `tagged ${predicate.tag}`
  if ('step' in predicate) return `came to ${predicate.step}${predicate.within ? ` within ${predicate.within}` : ''}`
  const names = predicate.event === undefined ? [] : [predicate.event].flat()
  const where = Object.entries(predicate.where ?? {}).map(([name, is]) => `${name} ${sayComparison(is)}`)
  return [...(names.length ? [`has ${names.join(' or ')}`] : []), ...where].join(' and ')
}

function sayPart(part: Predicate): string {
  return 'all' in part || 'any' in part ? `(${sayPredicate(part)})` : sayPredicate(part)
}

function sayComparison(is: Comparison): string {
  if (typeof is !== 'object') return `is ${is}`
  const words: Record<string, (value: unknown) => string> = {
    in: (value) => `is ${Array.isArray(value) ? value.join(' or ') : String(value)}`,
    not: (value) => `is not ${value}`,
    gte: (value) => `≥ ${value}`,
    gt: (value) => `> ${value}`,
    lte: (value) => `≤ ${value}`,
    lt: (value) => `< ${value}`,
    exists: (value) => (value ? 'is known' : 'is not known'),
    contains: (value) => `contains “${value}”`,
  }
  const parts = Object.entries(is).map(([operator, value]) => words[operator]?.(value) ?? `${operator} ${value}`)
  return parts.join(' and ')
}
