import type { Event, Micros } from '../event.ts'
import { isPlainObject } from '../read/json-cells.ts'
import { type Draft, extended, type Fault, fault, mostAhead, type Read } from '../segment/call.ts'
import { flatten } from '../segment/values.ts'
import { earliest } from '../time/calendar.ts'
import { parseTime } from '../time/parse.ts'
import { zoneOf } from '../time/zone.ts'
import { holds } from './condition.ts'
import { type Roots, valueAt } from './path.ts'
import type { Mapping, Rule } from './schema.ts'
import { evaluate, firstAt, isScalar } from './value.ts'

/** What came in at once: a request's body, a row, a message, and what came around it. */
export interface Payload {
  readonly value: unknown
  readonly about?: Readonly<Record<string, unknown>>
}
export interface Mapped {
  readonly events: readonly Event[]
  /** each: an object that a rule took, and that is no event */
  readonly faults: readonly Fault[]
  /** objects that no rule took */
  readonly passed: number
}
export interface Mapper {
  readonly received: Micros
  /** the id of what has none, from its text */
  readonly hash: (text: string) => string
}

/** Objects in one payload; a list that is longer is no payload of a sender who means well. */
const mostItems = 100_000
const deepest = 64

/**
 * What came in as events: every rule that holds for an object makes one event of it. Total: anything gives events or faults.
 * The same payload gives the same ids again, so that what is sent twice counts once; where two events of a payload would have
 * the same id, their number stands behind it.
 */
export function eventsOf(mapping: Mapping, { value, about = {} }: Payload, mapper: Mapper): Mapped {
  if (isTooDeep(value)) {
    const reason = `is nested more than ${deepest} levels deep`
    return { events: [], faults: [{ field: 'body', value: '', reason }], passed: 0 }
  }
  const events: Event[] = []
  const faults: Fault[] = []
  const seen = new Map<string, number>()
  const items = new Set<string>()
  const taken = new Set<string>()
  for (const rule of Array.isArray(mapping) ? mapping : [mapping]) {
    for (const [index, item] of itemsOf(rule, { item: value, whole: value, about }).entries()) {
      const place = `${rule.each ?? '$'} ${index}`
      items.add(place)
      const roots: Roots = { item, whole: value, about }
      if (!holds(rule.where, roots)) continue
      taken.add(place)
      const read = eventOf(rule, roots, mapper)
      if ('fault' in read) faults.push(read.fault)
      else events.push(numbered(read.event, seen))
    }
  }
  return { events, faults, passed: items.size - taken.size }
}

function itemsOf(rule: Rule, roots: Roots): readonly unknown[] {
  if (rule.each === undefined) return [roots.item]
  const list = valueAt(rule.each, roots)
  if (Array.isArray(list)) return list.slice(0, mostItems)
  return list === undefined || list === null ? [] : [list]
}

function numbered(event: Event, seen: Map<string, number>): Event {
  const id = event.id ?? ''
  const before = seen.get(id) ?? 0
  seen.set(id, before + 1)
  return before === 0 ? event : { ...event, id: `${id}/${before + 1}` }
}

const words = ['case', 'actor', 'channel', 'team', 'system', 'partner', 'text'] as const

function eventOf(rule: Rule, roots: Roots, mapper: Mapper): Read {
  const name = evaluate(rule.name, roots)
  if (!isScalar(name) || String(name).trim() === '') return fault('name', name, 'is empty: nothing says what happened')
  const customer = customerOf(rule, roots)
  if ('fault' in customer) return customer
  const at = timeOf(rule, roots, mapper.received)
  if (typeof at !== 'number') return at
  const id = rule.id === undefined ? undefined : evaluate(rule.id, roots)
  if (rule.id !== undefined && (!isScalar(id) || id === ''))
    return fault('id', id, 'is empty: what is sent again could not be told from what is new')
  const draft: Draft<Event> = {
    id: id === undefined ? mapper.hash(JSON.stringify(roots.item) ?? '') : String(id),
    customer: customer.ids,
    name: String(name),
    at,
    received: mapper.received,
    actor: 'customer',
    properties: flatten(recordOf(rule.properties, roots)),
  }
  const traits = flatten(recordOf(rule.traits, roots))
  if (Object.keys(traits).length > 0) draft.traits = traits
  const said: Record<string, unknown> = {}
  for (const word of words) {
    const value = rule[word] === undefined ? undefined : evaluate(rule[word], roots)
    if (value !== undefined && value !== null && value !== '') said[word] = value
  }
  const score = rule.score === undefined ? undefined : scoreOf(rule.score, roots)
  return extended(draft, score === undefined ? said : { ...said, score }, '')
}

/** A form sends numbers as text; where nothing was answered there is no score. */
function scoreOf({ kind, value }: NonNullable<Rule['score']>, roots: Roots): unknown {
  const said = evaluate(value, roots)
  if (said === undefined || said === null || said === '') return undefined
  const number = typeof said === 'string' && said.trim() !== '' ? Number(said) : said
  return { kind, value: Number.isNaN(number) ? said : number }
}

function customerOf(rule: Rule, roots: Roots): { readonly ids: Record<string, string> } | { readonly fault: Fault } {
  const ids: Record<string, string> = {}
  for (const [kind, expression] of Object.entries(rule.customer)) {
    const id = evaluate(expression, roots)
    if (id === undefined || id === null || id === '') continue
    if (!isScalar(id)) return fault(`customer.${kind}`, id, 'is not a text')
    ids[kind] = String(id)
  }
  if (Object.keys(ids).length > 0) return { ids }
  return fault(`customer.${Object.keys(rule.customer)[0] ?? ''}`, '', 'is empty: nothing says whose it is')
}

function timeOf(rule: Rule, roots: Roots, received: Micros): Micros | { readonly fault: Fault } {
  if (rule.at === undefined) return received
  const how = typeof rule.at === 'string' ? { path: rule.at } : rule.at
  const said = firstAt(how.path, roots)
  if (said === undefined) return fault('at', '', 'is empty: nothing says when')
  if (typeof said !== 'string' && typeof said !== 'number') return fault('at', said, 'is not a time')
  const rules = {
    zone: how.zone === undefined ? null : zoneOf(how.zone),
    dayFirst: how.dayFirst ?? null,
    unit: how.unit ?? null,
  }
  const at = parseTime(String(said), rules)
  if (typeof at !== 'number') return fault('at', said, at)
  if (at < earliest) return fault('at', said, 'is before 1900')
  return at > received + mostAhead ? fault('at', said, 'is more than a day ahead') : at
}

/** The members of an object of the payload, or those that the rule lists. */
function recordOf(said: Rule['properties'], roots: Roots): Record<string, unknown> {
  if (said === undefined) return {}
  if (typeof said === 'string') {
    const value = valueAt(said, roots)
    return isPlainObject(value) ? value : value === undefined || value === null ? {} : { value }
  }
  return Object.fromEntries(Object.entries(said).map(([name, one]) => [name, evaluate(one, roots)]))
}

/** Looked at without recursion: what follows calls itself for each level. */
function isTooDeep(value: unknown): boolean {
  const left: { readonly one: unknown; readonly depth: number }[] = [{ one: value, depth: 0 }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { one, depth } = next
    if (typeof one !== 'object' || one === null) continue
    if (depth > deepest) return true
    for (const inner of Array.isArray(one) ? one : Object.values(one)) left.push({ one: inner, depth: depth + 1 })
  }
  return false
}
