import type { MapDocument } from '../../map/index.ts'
import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import { isoOf } from '../instant.ts'
import { mapLens } from '../lens.ts'
import { opennessOf } from '../measure/counted.ts'
import { QuestionProblem } from '../problem.ts'
import { openView, type View } from '../view.ts'
import type { CaseStory } from './answers.ts'
import { type Passage, passageIn } from './passage.ts'
import { type EventRow, storyEvents } from './story-events.ts'

/** A screen of more is not read; the answer says how many there are. */
const mostEvents = 5_000
const mostOthers = 50
const largestKey = 2n ** 64n - 1n

export function caseByKey(view: View, key: string): Query {
  return {
    sql: `SELECT toString(key) AS id, case, customer, toUnixTimestamp64Micro(started) AS began, toUnixTimestamp64Micro(ended) AS finished, steps, arrayMap(t -> toUnixTimestamp64Micro(t), at) AS times FROM ${view.lens.trace} WHERE key = {key:UInt64}`,
    params: { key },
  }
}
interface CaseFound {
  readonly id: string
  readonly case: string
  readonly customer: string
  readonly began: number
  readonly finished: number
  readonly steps: readonly number[]
  readonly times: readonly number[]
}

/** Other cases of the same customer, oldest first. */
export function otherCases(view: View, customer: string, key: string): Query {
  return {
    sql: `SELECT toString(key) AS id, toUnixTimestamp64Micro(started) AS began FROM ${view.lens.trace} WHERE customer = {customer:String} AND key != {key:UInt64} ORDER BY started, key LIMIT ${mostOthers}`,
    params: { customer, key },
  }
}

/** The events of a case by the primary key, or of a customer by its index; a customer that stands in for a case is told from a case of its name. */
function eventsOf({ by, sources }: LensSpec, found: CaseFound): Query {
  const { sql, params } = eventsOfCase(by, found)
  if (sources === undefined) return { sql, params: { ...params } }
  // A case of another source may have the same name, and is another case.
  return {
    sql: `(${sql}) AND source IN (SELECT number FROM source WHERE name IN {sources:Array(String)})`,
    params: { ...params, sources },
  }
}

function eventsOfCase(by: LensSpec['by'], found: CaseFound): Query {
  if (by === 'case') return { sql: 'case_key = {case:String}', params: { case: found.case } }
  return found.customer === ''
    ? { sql: "case_key = {case:String} AND customer = ''", params: { case: found.case } }
    : { sql: 'customer = {case:String}', params: { case: found.case } }
}

/** Just enough of each event to find the passage: its place, and which step it is. */
export function placesOf(spec: LensSpec, events: Query): Query {
  const isOwn = spec.by === 'case' ? "case = ''" : '0'
  return {
    sql: `SELECT toUnixTimestamp64Micro(at) AS time, name, ${codeSql(spec)} AS code, ${isOwn} AS own FROM event WHERE ${events.sql} ORDER BY own, at, seq`,
    params: {
      ...events.params,
      ...(onlyByName(spec) ? {} : Object.assign({}, ...spec.steps.map((step) => step.when.params))),
    },
  }
}
interface PlaceRow {
  readonly time: number
  readonly name: string
  readonly code: number
  readonly own: number
}

function onlyByName(spec: LensSpec): boolean {
  return spec.steps.every((step) => step.names !== undefined)
}

/** Where steps are only names, the names are looked up here: a condition for each of thousands would be a long question. */
function codeSql(spec: LensSpec): string {
  if (onlyByName(spec)) return 'toUInt16(0)'
  return `multiIf(${spec.steps.map((step, i) => `(${step.when.sql}), toUInt16(${i + 1})`).join(', ')}, toUInt16(0))`
}

function codesByName(spec: LensSpec): ReadonlyMap<string, number> {
  const codes = new Map<string, number>()
  if (!onlyByName(spec)) return codes
  for (const [i, step] of spec.steps.entries()) {
    for (const name of step.names ?? []) if (!codes.has(name)) codes.set(name, i + 1)
  }
  return codes
}

export function eventRows(spec: LensSpec, events: Query, passage: Passage): Query {
  const own = spec.by === 'case' ? ` AND (case = '') = ${passage.own}` : ''
  return {
    sql:
      `SELECT if(id = '', toString(key), id) AS message, toUnixTimestamp64Micro(at) AS time, name, actor, channel, team, system, partner, text, score_kind, score_value, properties FROM event WHERE ${events.sql}${own} ` +
      `ORDER BY at, seq LIMIT ${Math.min(passage.to - passage.from, mostEvents)} OFFSET ${passage.from}`,
    params: { ...events.params },
  }
}

/** An event may come in between the look at a trace and that at its events; then both are looked at anew. */
const tries = 5

/** One case, whole (I18); null where no case has the key. */
export async function caseStory(warehouse: Warehouse, map: MapDocument, key: string): Promise<CaseStory | null> {
  if (!/^\d{1,20}$/.test(key) || BigInt(key) > largestKey) return null
  for (let i = 0; i < tries; i++) {
    const story = await told(warehouse, map, key)
    if (story !== 'moved on') return story
  }
  throw new QuestionProblem(
    'question-invalid',
    `The case ${key} changes faster than it can be read.`,
    'Ask again when fewer events come in.',
  )
}

async function told(warehouse: Warehouse, map: MapDocument, key: string): Promise<CaseStory | null | 'moved on'> {
  const spec = mapLens(map)
  const view = await openView(warehouse, spec, {})
  const [found] = await warehouse.rows<CaseFound>(caseByKey(view, key))
  if (found === undefined) return null
  const events = eventsOf(spec, found)
  const codes = codesByName(spec)
  const places = (await warehouse.rows<PlaceRow>(placesOf(spec, events))).map((row) => ({
    ...row,
    code: codes.get(row.name) ?? row.code,
  }))
  const passage = passageIn(places, found)
  if (passage === null) return 'moved on'
  const [rows, others] = await Promise.all([
    warehouse.rows<EventRow>(eventRows(spec, events, passage)),
    found.customer === '' ? [] : warehouse.rows<{ id: string; began: number }>(otherCases(view, found.customer, key)),
  ])
  return {
    key,
    case: found.case,
    customer: found.customer,
    started: isoOf(found.began),
    ended: isoOf(found.finished),
    open: isOpen(view, map, found),
    events: storyEvents(view, map, found, rows, passage.codes),
    of: passage.to - passage.from,
    others: others.map((other) => ({ key: other.id, started: isoOf(other.began) })),
  }
}

function isOpen(view: View, map: MapDocument, found: CaseFound): boolean {
  const { quiet, ends } = opennessOf(view, map)
  return quiet !== null && view.lens.horizon - found.finished < quiet && !ends.includes(found.steps.at(-1) ?? 0)
}
