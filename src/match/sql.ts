import { assertAskable } from './ask.ts'
import { scoreSql, textSql } from './compare.ts'
import { fieldOf } from './field.ts'
import type { Comparison, EventPredicate, Predicate } from './predicate.ts'
import { Placeholders, type SqlText } from './sql-text.ts'

/** The predicate as a condition over a row of the table `event`. Throws UnaskableError for what events cannot answer. */
export function toSql(predicate: Predicate, prefix = 'p'): SqlText {
  assertAskable(predicate)
  const holes = new Placeholders(prefix)
  return { sql: rowSql(predicate, holes), params: holes.params }
}

/** The predicate as a HAVING condition over the rows of `event` of one customer, or of one case (SPEC P7). */
export function toGroupSql(predicate: Predicate, prefix = 'g'): SqlText {
  assertAskable(predicate)
  const holes = new Placeholders(prefix)
  return { sql: groupSql(predicate, holes), params: holes.params }
}

function rowSql(predicate: Predicate, holes: Placeholders): string {
  if ('all' in predicate)
    return join(
      'AND',
      predicate.all.map((part) => rowSql(part, holes)),
    )
  if ('any' in predicate)
    return join(
      'OR',
      predicate.any.map((part) => rowSql(part, holes)),
    )
  if ('not' in predicate) return `NOT (${rowSql(predicate.not, holes)})`
  if ('trait' in predicate) return textSql(`traits[${holes.text(predicate.trait)}]`, predicate.is, holes)
  if ('tag' in predicate || 'step' in predicate) return '0'
  return join('AND', [...nameSql(predicate, holes), ...whereSql(predicate, holes)])
}

function groupSql(predicate: Predicate, holes: Placeholders): string {
  if ('all' in predicate)
    return join(
      'AND',
      predicate.all.map((part) => groupSql(part, holes)),
    )
  if ('any' in predicate)
    return join(
      'OR',
      predicate.any.map((part) => groupSql(part, holes)),
    )
  if ('not' in predicate) return `NOT (${groupSql(predicate.not, holes)})`
  if ('trait' in predicate) return textSql(latestTrait(holes.text(predicate.trait)), predicate.is, holes)
  return `countIf(${rowSql(predicate, holes)}) > 0`
}

function latestTrait(trait: string): string {
  return `argMaxIf(traits[${trait}], (at, seq), traits[${trait}] != '')`
}

/** Nothing joined by AND is true, by OR false. */
function join(word: 'AND' | 'OR', parts: readonly string[]): string {
  if (parts.length === 0) return word === 'AND' ? '1' : '0'
  return parts.map((part) => `(${part})`).join(` ${word} `)
}

function nameSql({ event: names }: EventPredicate, holes: Placeholders): string[] {
  return names === undefined ? [] : [textSql('name', typeof names === 'string' ? names : { in: names }, holes)]
}

function whereSql({ where }: EventPredicate, holes: Placeholders): string[] {
  return Object.entries(where ?? {}).map(([key, comparison]) => fieldSql(key, comparison, holes))
}

function fieldSql(key: string, comparison: Comparison, holes: Placeholders): string {
  const field = fieldOf(key)
  switch (field.kind) {
    case 'score':
      return scoreSql("if(score_kind = '', nan, score_value)", comparison, holes)
    case 'text':
      return textSql(field.column, comparison, holes)
    case 'property':
      return textSql(`properties[${holes.text(field.property)}]`, comparison, holes)
  }
}
