import type { LensSpec, Warehouse } from '../../store/index.ts'
import type { View } from '../view.ts'

/** Something that events say and that may tell what comes next: a field, a property or a trait. */
export interface Attribute {
  readonly says: string
  readonly from: 'field' | 'property' | 'trait'
  readonly name: string
  /** values in words; a code is a place in it, from 1 */
  readonly values: readonly string[]
  /** set where values are numbers: the upper bounds of all bands but the last */
  readonly bounds: readonly number[] | null
}

const fields = ['channel', 'team', 'system', 'partner', 'actor'] as const
/** Events that the choice is made from. */
const looked = 60_000
const mostValues = 60
const mostAttributes = 10
/** A value of a text that fewer of the values cover than this is an id, not a kind. */
const leastCovered = 0.6
const bands = 8

interface Candidate {
  readonly kind: Attribute['from']
  readonly name: string
  readonly n: number
  readonly distinct: number
  readonly numbers: number
  readonly dates: number
  readonly bounds: readonly number[]
  readonly top: readonly (readonly [string, number])[]
}

/** Attributes that can be learned from, most often said first. */
export async function attributesOf(
  warehouse: Warehouse,
  spec: LensSpec,
  view: View,
  asked: { readonly known: number; readonly without: readonly string[]; readonly signal?: AbortSignal },
): Promise<readonly Attribute[]> {
  const own = fields.map((field) => `('field', '${field}', toString(${field}))`).join(', ')
  const said = (kind: string, column: string) =>
    `arrayMap((name, value) -> ('${kind}', toString(name), value), mapKeys(${column}), mapValues(${column}))`
  const step = isStep(spec)
  const few = await fewOf(warehouse, spec, view.lens.trace)
  const share = Array.from({ length: bands - 1 }, (_, i) => (i + 1) / bands).join(', ')
  const rows = await warehouse.rows<Candidate>(
    {
      sql: `SELECT said.1 AS kind, said.2 AS name, count() AS n, uniqExact(said.3) AS distinct,
        countIf(isNotNull(toFloat64OrNull(said.3))) AS numbers,
        countIf(match(said.3, '^\\\\d{4}-\\\\d{2}-\\\\d{2}|^\\\\d{1,2}[/.]\\\\d{1,2}[/.]\\\\d{2,4}')) AS dates,
        quantiles(${share})(toFloat64OrNull(said.3)) AS bounds,
        arrayMap(t -> (t.1, t.2), topK(${mostValues}, 3, 'counts')(said.3)) AS top
        FROM (SELECT arrayJoin(arrayConcat([${own}], ${said('property', 'properties')}, ${said('trait', 'traits')})) AS said
          FROM (SELECT * FROM event WHERE (${step.sql}) AND toUnixTimestamp64Micro(at) < {known:Int64} AND ${few} LIMIT ${looked}))
        WHERE said.3 != '' GROUP BY kind, name ORDER BY n DESC, kind, name`,
      params: { ...step.params, known: asked.known },
    },
    asked.signal === undefined ? {} : { signal: asked.signal },
  )
  const left = new Set(asked.without)
  const names = new Set<string>()
  return rows
    .filter((row) => !left.has(row.name))
    .flatMap((row) => attributeOf(row) ?? [])
    .filter(({ says }) => !names.has(says) && names.add(says))
    .slice(0, mostAttributes * 2)
}

/** Above so many events the cases with the smallest hashes of their keys stand for all: they are found by the primary key. */
const manyEvents = 1_000_000
const someCases = 2_000

async function fewOf(warehouse: Warehouse, spec: LensSpec, trace: string): Promise<string> {
  const extent = await warehouse.extent()
  if ((extent?.events ?? 0) <= manyEvents) return '1'
  return `${ownerOf(spec)} IN (SELECT case FROM ${trace} ORDER BY cityHash64(key), key LIMIT ${someCases})`
}

/** What the lens calls an event's case. */
function ownerOf(spec: LensSpec): string {
  return spec.by === 'case' ? 'case_key' : "if(customer = '', case_key, customer)"
}

/** What other tools write on every row of a case once they have seen all of it. */
const ofTheWhole = /(^|[^a-z])variant([^a-z]|$)/i

/** A time may tell what had not happened yet (when a ticket was closed, on every row of it), so none is looked at. */
function attributeOf(row: Candidate): Attribute | null {
  const { kind, name, n, distinct } = row
  if (n < 50 || distinct < 2 || row.dates > n / 2 || ofTheWhole.test(name)) return null
  const bounds = [...new Set(row.bounds)]
  if (row.numbers > 0.95 * n && distinct > 100) {
    return { says: name, from: kind, name, bounds, values: bandNames(bounds) }
  }
  const covered = row.top.reduce((sum, [, count]) => sum + Number(count), 0)
  if (covered < leastCovered * n) return null
  return { says: name, from: kind, name, bounds: null, values: row.top.map(([value]) => value).slice(0, mostValues) }
}

function bandNames(bounds: readonly number[]): readonly string[] {
  const [first = 0] = bounds
  return [
    `up to ${first}`,
    ...bounds.slice(1).map((bound, i) => `${bounds[i]} to ${bound}`),
    `over ${bounds.at(-1) ?? 0}`,
  ]
}

/**
 * For each case of the query put in place of the comment, what its visits say, in their order: one list of codes an
 * attribute. The order is that of the lens: passages of a case's own before a customer's, then time, then source.
 */
export function attributeSql(
  spec: LensSpec,
  attributes: readonly Attribute[],
): { readonly sql: string; readonly params: Readonly<Record<string, unknown>> } {
  const c = ownerOf(spec)
  const own = spec.by === 'case' ? "toUInt8(case = '')" : "toUInt8(customer != '')"
  const codes = attributes.map((attribute, i) => `${codeOf(attribute, i)} AS a${i}`)
  const step = isStep(spec)
  const tuple = attributes.map((_, i) => `a${i}`).join(', ')
  return {
    sql: `SELECT c AS case, [${attributes.map((_, i) => `arrayMap(v -> v.${i + 4}, visits)`).join(', ')}] AS said FROM (
      SELECT ${c} AS c, arraySort(groupArray((${own}, at, seq, ${tuple}))) AS visits
      FROM (SELECT *, ${codes.join(', ')} FROM event WHERE (${step.sql}) AND ${c} IN (/*cases*/)) GROUP BY c)`,
    params: {
      ...step.params,
      ...Object.assign({}, ...attributes.map((attribute, i) => paramsOf(attribute, i))),
    },
  }
}

function columnOf({ from, name }: Attribute, i: number): string {
  if (from === 'field') return `toString(${name})`
  return from === 'property' ? `properties[{n${i}:String}]` : `traits[{n${i}:String}]`
}

function codeOf(attribute: Attribute, i: number): string {
  const column = columnOf(attribute, i)
  if (attribute.bounds === null) return `toUInt8(indexOf({v${i}:Array(String)}, ${column}))`
  return `if(isNull(toFloat64OrNull(${column})), 0, toUInt8(1 + arrayCount(b -> b < toFloat64OrNull(${column}), {v${i}:Array(Float64)})))`
}

function paramsOf(attribute: Attribute, i: number): Readonly<Record<string, unknown>> {
  return {
    ...(attribute.from === 'field' ? {} : { [`n${i}`]: attribute.name }),
    [`v${i}`]: attribute.bounds ?? attribute.values,
  }
}

/** A condition over `event`: it is a step of the lens. */
function isStep(spec: LensSpec): { readonly sql: string; readonly params: Readonly<Record<string, unknown>> } {
  const names = spec.steps.flatMap((step) => step.names ?? [])
  const onlyNames = spec.steps.every((step) => step.names !== undefined)
  const is = onlyNames
    ? { sql: 'name IN {names:Array(String)}', params: { names } }
    : {
        sql: spec.steps.map((step) => `(${step.when.sql})`).join(' OR ') || '0',
        params: Object.assign({}, ...spec.steps.map((step) => step.when.params)),
      }
  if (spec.sources === undefined) return is
  return {
    sql: `(${is.sql}) AND source IN (SELECT number FROM source WHERE name IN {sources:Array(String)})`,
    params: { ...is.params, sources: spec.sources },
  }
}
