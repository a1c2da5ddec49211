import { knownAs } from '../known/known.ts'
import { StoreProblem } from '../problem.ts'
import type { Session } from '../warehouse/engine.ts'
import { binSql, countsProjection } from './counts.ts'
import type { LensPlan } from './plan.ts'
import { shiftsQuery, tiedCount, tiesColumns } from './ties.ts'

export const traceColumns = [
  'key UInt64',
  'case String',
  'customer String',
  'ordinal UInt32',
  'steps Array(UInt16)',
  "at Array(DateTime64(6, 'UTC'))",
  "started DateTime64(6, 'UTC')",
  "ended DateTime64(6, 'UTC')",
  'hash UInt64',
  'tied UInt32',
].join(', ')

export const linkedColumns = [
  'prev UInt16',
  'step UInt16',
  'bin UInt16',
  'gap Int64',
  'first UInt8',
  'fresh UInt8',
  'again UInt8',
  'took Int64',
  "at DateTime64(6, 'UTC')",
  "started DateTime64(6, 'UTC')",
  'key UInt64',
].join(', ')

/** Which events a trace is made of: a condition over `held`. */
export interface Scope {
  readonly where: string | null
  /** customers are looked up by the name they go by */
  readonly isKnown: boolean
  /** so are those that stand in for a case */
  readonly isMoved: boolean
}

/**
 * The traces of the events that `scope` holds. Visits are sorted by (own, at, seq) explicitly: the engine promises no
 * order for what it gathers. A case is then cut into its passages: where a closing step was, where it was quiet for too
 * long, and between a case and a customer of the same name that stands in for one.
 */
export function traceQuery(plan: LensPlan, scope: Scope): string {
  const where = [`${plan.code} != 0`, ...(scope.where === null ? [] : [scope.where])].join(' AND ')
  const first = `argMinIf(customer, (at, seq), ${plan.own} = 0)`
  return `SELECT sipHash64(c, ordinal) AS key, c AS case, ${plan.customer} AS customer, ordinal,
      arrayMap(v -> v.4, passage) AS steps, arrayMap(v -> v.2, passage) AS at, at[1] AS started, at[-1] AS ended,
      sipHash64(steps) AS hash, ${tiedCount} AS tied
    FROM (
      SELECT ${scope.isMoved ? plan.knownCase : plan.case} AS c, ${scope.isKnown ? knownAs(first) : first} AS of,
        arraySort(groupArray((${plan.own}, at, seq, ${plan.code}))) AS visits, ${passages(plan)} AS passages
      FROM held WHERE ${where} GROUP BY c
    ) ARRAY JOIN passages AS passage, arrayEnumerate(passages) AS ordinal
    ${plan.segment === null ? '' : `WHERE ${plan.segment}`}`
}

function passages(plan: LensPlan): string {
  const cuts = [
    'v.1 != p.1',
    ...(plan.ends.length === 0 ? [] : [`p.4 IN (${plan.ends.join(', ')})`]),
    ...(plan.quiet === null ? [] : [`toUnixTimestamp64Micro(v.2) - toUnixTimestamp64Micro(p.2) > ${plan.quiet}`]),
  ]
  return `arraySplit((v, p) -> ${cuts.join(' OR ')}, visits, arrayPushFront(arrayPopBack(visits), visits[1]))`
}

/** One row for each arrival and one for each end, from the traces in `from`. */
export function linkedQuery(plan: LensPlan, from: string): string {
  return `SELECT l.1 AS prev, l.2 AS step, ${binSql('l.3')} AS bin, l.3 AS gap, l.4 AS first, toUInt8(l.5 = 1) AS fresh,
      toUInt8(l.5 = 2) AS again, l.6 AS took, l.7 AS at, started, key FROM (
      SELECT key, started,
        arrayPushFront(steps, toUInt16(0)) AS prevs,
        arrayPushBack(steps, toUInt16(0)) AS nexts,
        arrayMap(t -> toUnixTimestamp64Micro(t), at) AS micros,
        arrayPushFront(micros, micros[1]) AS left,
        arrayPushBack(micros, micros[-1]) AS came,
        arrayMap((p, a, b) -> if(p = 0, 0, b - a), prevs, left, came) AS gaps,
        arrayMap(n -> toUInt8(n = 1), arrayEnumerateUniq(prevs, nexts)) AS firsts,
        arrayEnumerateUniq(nexts) AS nths,
        ${took(plan)} AS tooks,
        arrayPushBack(at, at[-1]) AS ats
      FROM ${from}
    ) ARRAY JOIN arrayZip(prevs, nexts, gaps, firsts, nths, tooks, ats) AS l`
}

const never = '-9223372036854775808'

/** For each promise, when a promised step is next reached, carried backwards; taken where the step left makes that promise. */
function took(plan: LensPlan): string {
  if (plan.promises.length === 0) return 'arrayMap(p -> toInt64(0), prevs)'
  const ways = plan.promises.map(({ step, next }) => {
    const marks = `arrayMap((n, t) -> if(n IN (${next.join(', ')}), t, toInt64(${never})), nexts, came)`
    return { step, reached: `arrayReverseFill(t -> t != ${never}, ${marks})` }
  })
  const names = ways.map((_, i) => `r${i}`)
  const choice = ways.map((way, i) => `p = ${way.step}, if(r${i} = ${never}, toInt64(-1), r${i} - a)`)
  return `arrayMap((p, a, ${names.join(', ')}) -> multiIf(${choice.join(', ')}, toInt64(0)), prevs, left, ${ways.map((way) => way.reached).join(', ')})`
}

export interface Tables {
  readonly trace: string
  readonly linked: string
  /** by how much transitions' counts change with the order of visits of one instant */
  readonly ties: string
}

export interface Building {
  /** whether anyone goes by another name than the one in the events */
  readonly isKnown: boolean
  /** a build that nobody waits for leaves a core to those who ask */
  readonly threads?: number
  on(done: number): void
}

/** Builds the tables under names that nobody reads yet, and looks at what was built. */
export async function build(session: Session, plan: LensPlan, into: Tables, building: Building): Promise<Size> {
  const { trace, linked, ties } = into
  const settings = building.threads === undefined ? '' : `, max_threads = ${building.threads}, max_insert_threads = 1`
  await dropTables(session, [trace, linked, ties])
  await session.run({ sql: `CREATE TABLE ${trace} (${traceColumns}) ENGINE = MergeTree ORDER BY (case, ordinal)` })
  await session.run({
    sql: `CREATE TABLE ${linked} (${linkedColumns}, ${countsProjection}) ENGINE = MergeTree ORDER BY (prev, step, bin, gap)`,
  })
  await session.run({ sql: `CREATE TABLE ${ties} (${tiesColumns}) ENGINE = MergeTree ORDER BY (prev, step)` })
  building.on(0)
  const insert = (scope: Scope) =>
    session.run({
      sql: `INSERT INTO ${trace} ${traceQuery(plan, scope)} SETTINGS optimize_aggregation_in_order = 1${settings}`,
    })
  if (building.isKnown) await inTwo(session, plan, `${trace}_moved`, insert)
  else await insert({ where: null, isKnown: false, isMoved: false })
  building.on(0.5)
  await session.run({
    sql: `INSERT INTO ${linked} ${linkedQuery(plan, trace)} SETTINGS optimize_aggregation_in_order = 1${settings}`,
  })
  building.on(0.9)
  await session.run({
    sql: `INSERT INTO ${ties} ${shiftsQuery(plan, trace)}${building.threads === undefined ? '' : ` SETTINGS max_threads = ${building.threads}`}`,
  })
  const size = await soundSize(session, into)
  building.on(1)
  return size
}

/**
 * Most events are read in the order they lie in; those of customers who go by another name apart, put together as they
 * are known. Whose those are is settled before, so that no event is in both, whoever is renamed meanwhile.
 */
async function inTwo(
  session: Session,
  plan: LensPlan,
  moved: string,
  insert: (scope: Scope) => Promise<void>,
): Promise<void> {
  await dropTables(session, [moved])
  await session.run({
    sql: `CREATE TABLE ${moved} ENGINE = Memory AS SELECT arrayJoin([raw, name]) AS id FROM known_as`,
  })
  try {
    await insert({ where: `${plan.case} NOT IN (SELECT id FROM ${moved})`, isKnown: true, isMoved: false })
    await insert({ where: `${plan.case} IN (SELECT id FROM ${moved})`, isKnown: true, isMoved: true })
  } finally {
    await dropTables(session, [moved])
  }
}

export async function dropTables(session: Session, tables: readonly string[]): Promise<void> {
  for (const table of tables) await session.run({ sql: `DROP TABLE IF EXISTS ${table}` })
}

export interface Size {
  readonly cases: number
  readonly visits: number
  readonly tied: number
  /** by a 64-bit hash of the name: three times as fast, and two names share one less than once in a million stores */
  readonly customers: number
}

/**
 * How much the tables hold, after a look that they hold it well, and as much as is `known` of them.
 * @throws StoreProblem `lens-unsound` when a trace is out of order or a visit is missing; nothing is answered from such.
 */
export async function soundSize(
  session: Session,
  { trace, linked }: Tables,
  known?: { readonly cases: number; readonly visits: number },
): Promise<Size> {
  const [found] = await session.rows<Size & { unsorted: number; linked: number }>({
    sql: `SELECT count() AS cases, sum(length(steps)) AS visits, sum(tied) AS tied, uniqExact(cityHash64(customer)) AS customers,
      countIf(arrayExists((a, b) -> a > b, arrayPopBack(at), arrayPopFront(at))) AS unsorted,
      (SELECT count() FROM ${linked}) AS linked FROM ${trace}`,
  })
  const isWhole = known === undefined || (found?.cases === known.cases && found.visits === known.visits)
  if (found !== undefined && isWhole && found.unsorted === 0 && found.cases + found.visits === found.linked)
    return found
  throw new StoreProblem(
    'lens-unsound',
    `The tables built to answer from are wrong: ${JSON.stringify({ ...found, known })}.`,
    'Nothing was answered from them. Ask again to build them anew; report it with this text if it happens again.',
  )
}
