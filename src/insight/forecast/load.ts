import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import { fromTrace, question, type View } from '../view.ts'
import { type Attribute, attributeSql, attributesOf } from './attributes.ts'
import type { AttributeColumn, Passages } from './passages.ts'
import { isTelltale } from './telltale.ts'

/**
 * More visits than this are not held in memory: then a sample of the cases speaks for all, and the answer says so. It is smaller, for events
 * of cases far apart have to be read with their neighbours.
 */
const mostVisits = { held: 600_000, sampled: 200_000 }

export interface Loaded {
  readonly passages: Passages
  /** cases looked at, and how many there are */
  readonly sample: { readonly cases: number; readonly of: number }
}

export interface LoadAsked {
  /** attributes are chosen from events before this instant */
  readonly known: number
  /** attributes that are not looked at */
  readonly without: readonly string[]
  /** a case that is in the sample in any case, by its key */
  readonly including: string | null
  readonly most?: { readonly held: number; readonly sampled: number }
  readonly signal?: AbortSignal
}

interface TraceRow {
  readonly id: string
  readonly case: string
  readonly steps: readonly number[]
  readonly times: readonly number[]
}

function sampledTraces(view: View, some: string): Query {
  return question(
    view,
    `SELECT toString(key) AS id, case, steps, arrayMap(t -> toUnixTimestamp64Micro(t), at) AS times ${fromTrace(view, some)} ORDER BY case, ordinal`,
  )
}

/** A condition on `trace`: the cases with the smallest hashes of their keys, the same each time, and the case that is asked for. */
function inSample(view: View, most: number, including: string | null): string {
  if (!Number.isFinite(most)) return '1'
  const own = including === null ? '' : ` OR key = ${BigInt(including)}`
  return `key IN (SELECT key ${fromTrace(view)} ORDER BY cityHash64(key), key LIMIT ${most})${own}`
}

/**
 * The view's passages with what their events say. Attributes are chosen from events before `known` alone, so that
 * nothing later decides what is looked at.
 */
export async function load(warehouse: Warehouse, spec: LensSpec, view: View, asked: LoadAsked): Promise<Loaded> {
  const options = asked.signal === undefined ? {} : { signal: asked.signal }
  const [totals] = await warehouse.rows<{ cases: number; visits: number }>(
    question(view, `SELECT count() AS cases, sum(length(steps)) AS visits ${fromTrace(view)}`),
    options,
  )
  const { cases = 0, visits = 0 } = totals ?? {}
  const { held, sampled } = asked.most ?? mostVisits
  const most = visits <= held ? Number.POSITIVE_INFINITY : Math.ceil((cases * sampled) / visits)
  const some = inSample(view, most, asked.including)
  const rows = await warehouse.rows<TraceRow>(sampledTraces(view, some), options)
  const attributes = await attributesOf(warehouse, spec, view, asked)
  const said = await saidAtVisits(warehouse, spec, view, some, attributes, options)
  const all = assemble(rows, attributes, said)
  const passages = { ...all, attributes: all.attributes.filter((column) => !isTelltale(all, column, asked.known)) }
  return { passages, sample: { cases: rows.length, of: cases } }
}

interface SaidRow {
  readonly case: string
  /** one list an attribute, one code a visit of the case, over all its passages in their order */
  readonly said: readonly (readonly number[])[]
}

async function saidAtVisits(
  warehouse: Warehouse,
  spec: LensSpec,
  view: View,
  some: string,
  attributes: readonly Attribute[],
  options: { readonly signal?: AbortSignal },
): Promise<ReadonlyMap<string, SaidRow['said']>> {
  if (attributes.length === 0) return new Map()
  const { sql, params } = attributeSql(spec, attributes)
  const query = question(view, sql.replace('/*cases*/', `SELECT case ${fromTrace(view, some)}`), params)
  const rows = await warehouse.rows<SaidRow>(query, options)
  return new Map(rows.map((row) => [row.case, row.said]))
}

/** Rows come in the order of their cases and, in a case, of its passages: what its events say is laid along them. */
function assemble(
  rows: readonly TraceRow[],
  attributes: readonly Attribute[],
  said: ReadonlyMap<string, SaidRow['said']>,
): Passages {
  const visits = rows.reduce((sum, row) => sum + row.steps.length, 0)
  const ofCase = new Map<string, number>()
  for (const row of rows) ofCase.set(row.case, (ofCase.get(row.case) ?? 0) + row.steps.length)
  const columns: AttributeColumn[] = attributes.map((attribute) => ({
    name: attribute.says,
    values: attribute.values,
    codes: new Uint8Array(visits),
  }))
  const offsets = new Uint32Array(rows.length + 1)
  const steps = new Uint16Array(visits)
  const at = new Float64Array(visits)
  const used = new Map<string, number>()
  let place = 0
  for (const [p, row] of rows.entries()) {
    steps.set(row.steps, place)
    at.set(row.times, place)
    const own = said.get(row.case)
    const skip = used.get(row.case) ?? 0
    // A sample may hold some passages of a case alone, and an event may have come in between: then nothing is said.
    if (own !== undefined && own[0]?.length === ofCase.get(row.case)) {
      for (const [a, column] of columns.entries())
        column.codes.set((own[a] ?? []).slice(skip, skip + row.steps.length), place)
    }
    used.set(row.case, skip + row.steps.length)
    place += row.steps.length
    offsets[p + 1] = place
  }
  return { keys: rows.map((row) => row.id), offsets, steps, at, attributes: columns }
}
