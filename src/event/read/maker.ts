import { type Actor, actors, type Customer, type Event, type Micros, type Scalar, scoreRange } from '../event.ts'
import { ReadProblem } from '../problem.ts'
import { lacks, type Profile } from '../profile.ts'
import { sideOf } from '../sides.ts'
import { earliest } from '../time/calendar.ts'
import { noTime, outOfRange } from '../time/clock.ts'
import { parseTime, type TimeRules } from '../time/parse.ts'
import { zoneOf } from '../time/zone.ts'
import type { Gather } from './batch.ts'
import type { Cell, CellSink } from './cells.ts'
import { Instant } from './instant.ts'
import {
  columnOf,
  constOf,
  customerIds,
  firstCustomerPlace,
  isLifecycle,
  place,
  placesByColumn,
  type Slot,
} from './slots.ts'

type Draft<T> = { -readonly [K in keyof T]: T[K] }
type Fields = (Cell | undefined)[]

/** Makes events of cells, by a profile: each row becomes an event or a refusal, which the gatherer gets. */
export class EventMaker implements CellSink<Slot> {
  readonly #gather: Gather
  readonly #profile: Profile
  readonly #places: Map<string, number[]>
  readonly #absent: ReadonlySet<string> | null
  readonly #time: TimeRules
  readonly #ids: readonly string[]
  readonly #fields: Fields
  readonly #lifecycle: string | null
  #properties: Record<string, Scalar> = {}
  #traits: Record<string, Scalar> | undefined

  constructor(profile: Profile, gather: Gather) {
    const lack = lacks(profile)[0]
    if (lack) throw new ReadProblem({ code: 'field-missing', file: gather.file, says: lack.says, remedy: lack.remedy })
    this.#gather = gather
    this.#profile = profile
    this.#places = placesByColumn(profile)
    this.#absent = profile.absent?.length ? new Set(profile.absent) : null
    this.#time = timeRules(profile, gather.file)
    this.#ids = customerIds(profile).map(([id]) => id)
    this.#fields = new Array<Cell | undefined>(firstCustomerPlace + this.#ids.length).fill(undefined)
    this.#lifecycle = profile.lifecycle?.toLowerCase() ?? null
  }

  slot(column: string): Slot {
    const places = [...(this.#places.get(column) ?? [])]
    const isMapped = places.length > 0
    const isIgnored = this.#profile.ignore?.includes(column) ?? false
    const own = ownName(column, this.#profile.format)
    const isTrait = own.isTrait || (this.#profile.traits?.includes(column) ?? false)
    if (isLifecycle(column)) places.push(place.lifecycle)
    return {
      places,
      property: isMapped || isIgnored || isTrait ? null : own.name,
      trait: isTrait && !isMapped && !isIgnored ? own.name : null,
      isLiteral: places.some((at) => at === place.case || at === place.name || at === place.id),
    }
  }

  refuse(line: number, field: string, value: string, reason: string): void {
    this.#gather.refuse(line, field, value, reason)
  }

  filter(): void {
    this.#gather.filter()
  }

  start(): void {
    this.#fields.fill(undefined)
    this.#properties = {}
    this.#traits = undefined
  }

  put(slot: Slot, value: Cell): void {
    if (value === '') return
    if (this.#absent !== null && !slot.isLiteral && typeof value === 'string' && this.#absent.has(value)) return
    const { places } = slot
    for (let i = 0; i < places.length; i++) this.#fields[places[i] ?? 0] = value
    if (slot.property !== null) this.#properties[slot.property] = value instanceof Instant ? String(value) : value
    else if (slot.trait !== null) {
      this.#traits ??= {}
      this.#traits[slot.trait] = value instanceof Instant ? String(value) : value
    }
  }

  finish(line: number): void {
    if (this.#lifecycle !== null && !this.#isWanted(this.#lifecycle)) {
      this.#gather.filter()
      return
    }
    const name = this.#text(place.name) ?? constOf(this.#profile.fields.name)
    if (name === undefined) {
      this.#gather.refuse(line, 'name', '', 'is empty: nothing says what happened')
      return
    }
    const at = this.#at(line)
    if (at === null) return
    const theCase = this.#text(place.case)
    const customer = this.#customer(theCase)
    if (customer === null) {
      this.#gather.refuse(line, 'case', '', 'is empty, and so is the customer')
      return
    }
    const actor = this.#actor(line)
    if (actor === null) return
    const event: Draft<Event> = { customer, name, at, actor, properties: this.#properties }
    if (theCase !== undefined) event.case = theCase
    if (this.#traits !== undefined) event.traits = this.#traits
    if (!this.#optional(event, line)) return
    this.#gather.event({ event, line })
  }

  #isWanted(lifecycle: string): boolean {
    return String(this.#fields[place.lifecycle] ?? '').toLowerCase() === lifecycle
  }

  #text(at: number): string | undefined {
    const value = this.#fields[at]
    return value === undefined || typeof value === 'string' ? value : String(value)
  }

  #at(line: number): Micros | null {
    const value = this.#fields[place.at]
    const at = value === undefined ? 'is empty: nothing says when it happened' : readTime(value, this.#time)
    if (typeof at === 'number' && at >= earliest) return at
    const reason = typeof at === 'number' ? outOfRange : at
    this.#gather.refuse(line, 'at', value === undefined ? '' : String(value), reason)
    return null
  }

  #customer(theCase: string | undefined): Customer | null {
    let customer: Record<string, string> | null = null
    for (let i = 0; i < this.#ids.length; i++) {
      const id = this.#text(firstCustomerPlace + i)
      if (id === undefined) continue
      customer ??= {}
      customer[this.#ids[i] ?? ''] = id
    }
    return customer ?? (theCase === undefined ? null : { userId: theCase })
  }

  #actor(line: number): Actor | null {
    const said = this.#profile.fields.actor
    if (said === undefined) return 'customer'
    const value = this.#text(place.actor) ?? constOf(said) ?? 'customer'
    const values = typeof said === 'object' && 'values' in said ? said.values : null
    const actor = (values && Object.hasOwn(values, value) ? values[value] : undefined) ?? sideOf(value)
    if (actor !== undefined) return actor
    const known = [...new Set([...actors, ...Object.keys(values ?? {})])].join(', ')
    const option = `--actor "${columnOf(said) ?? ''}:${value}=…"`
    const wayOut = `say which side it is with ${option} (${actors.join(', ')}), or in a profile's fields.actor.values`
    this.#gather.refuse(line, 'actor', value, `is none of ${known}; ${wayOut}`)
    return null
  }

  #optional(event: Draft<Event>, line: number): boolean {
    const { fields } = this.#profile
    const id = this.#text(place.id)
    const channel = this.#text(place.channel) ?? constOf(fields.channel)
    const team = this.#text(place.team) ?? constOf(fields.team)
    const system = this.#text(place.system) ?? constOf(fields.system)
    const partner = this.#text(place.partner) ?? constOf(fields.partner)
    const text = this.#text(place.text) ?? constOf(fields.text)
    if (id !== undefined) event.id = id
    if (channel !== undefined) event.channel = channel
    if (team !== undefined) event.team = team
    if (system !== undefined) event.system = system
    if (partner !== undefined) event.partner = partner
    if (text !== undefined) event.text = text
    return this.#score(event, line)
  }

  #score(event: Draft<Event>, line: number): boolean {
    const said = this.#profile.fields.score
    const text = this.#text(place.score)
    if (said === undefined || text === undefined) return true
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (Number.isNaN(value)) {
      // "n/a": the customer gave no score. What stands there is kept, as that of any column that fills no field.
      this.#properties[ownName(said.column, this.#profile.format).name] = text
      return true
    }
    const [low, high] = scoreRange[said.kind]
    if (value >= low && value <= high) {
      event.score = { kind: said.kind, value }
      return true
    }
    this.#gather.refuse(line, 'score', text, `is no ${said.kind}, which goes from ${low} to ${high}`)
    return false
  }
}

function readTime(value: Cell, rules: TimeRules): Micros | string {
  if (typeof value === 'string') return parseTime(value, rules)
  if (typeof value === 'boolean') return noTime
  if (typeof value === 'number') return parseTime(plainNumber(value), rules)
  if (!value.isLocal) return value.micros
  return rules.zone ? rules.zone(value.micros) : parseTime(String(value), rules)
}

/** Digits without an exponent, which no epoch needs. */
function plainNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)
}

function timeRules(profile: Profile, file: string): TimeRules {
  const { at } = profile.fields
  const zone = profile.zone === undefined ? null : zoneOf(profile.zone)
  if (profile.zone !== undefined && zone === null) {
    throw new ReadProblem({
      code: 'zone-unknown',
      file,
      says: `"${profile.zone}" is not a time zone`,
      remedy: 'Use UTC, an offset such as +01:00, or a name such as Europe/Vienna',
    })
  }
  return { zone, dayFirst: profile.dayFirst ?? null, unit: typeof at === 'object' ? at.unit : null }
}

/** JSON that already tells properties and traits apart (Segment's, and our own) keeps them so. */
function ownName(column: string, format: Profile['format']): { readonly name: string; readonly isTrait: boolean } {
  const inside = format === 'json-lines' ? /^(properties|traits)\.(.+)$/s.exec(column) : null
  if (inside) return { name: inside[2] ?? column, isTrait: inside[1] === 'traits' }
  // The one name that an object would take for something else.
  return { name: column === '__proto__' ? '__proto__ (column)' : column, isTrait: false }
}
