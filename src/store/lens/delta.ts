import { knownAs } from '../known/known.ts'
import type { Session } from '../warehouse/engine.ts'
import {
  dropTables,
  linkedColumns,
  linkedQuery,
  type Size,
  soundSize,
  type Tables,
  traceColumns,
  traceQuery,
} from './build.ts'
import { countsColumns, countsQuery, waysQuery } from './counts.ts'
import type { LensPlan } from './plan.ts'
import type { Base } from './registry.ts'
import { shiftsQuery, tiesColumns } from './ties.ts'

/** What changed since a base was built: the cases touched, seen anew, and the keys of the base's rows they stand in for. */
export interface Delta extends Tables {
  readonly seen: number
  readonly stale: string
  /** the counts of the base's rows that it stands in for, to be taken away */
  readonly gone: string
  readonly size: Size
  /** of the base's rows that it stands in for */
  readonly staleSize: Omit<Size, 'customers'>
}

export interface Touched {
  /** a batch touched so much that it did not say what */
  readonly whole: boolean
  readonly cases: number
}

const none = { cases: 0, visits: 0, tied: 0 }

/** What batches after `from`, up to `to`, touched. */
export async function countTouched(session: Session, plan: LensPlan, from: number, to: number): Promise<Touched> {
  const [found] = await session.rows<{ whole: number; cases: number }>({
    sql: `SELECT max(whole) AS whole, uniqExact(${plan.touchedCase}) AS cases FROM touch WHERE batch > ${from} AND batch <= ${to}`,
  })
  return { whole: found?.whole === 1, cases: found?.cases ?? 0 }
}

/**
 * The delta that follows `before`: its rows but for the cases newly touched, and those built from the events. Its cost is
 * that of what is new, and of copying a little. Tables in memory: after a start they are made again from the touches.
 */
export async function buildDelta(
  session: Session,
  plan: LensPlan,
  base: Base,
  before: Delta | null,
  seen: number,
  isKnown: boolean,
): Promise<Delta> {
  const suffix = `${plan.key}_${base.generation}_${seen}`
  const tables = {
    trace: `trace_${suffix}`,
    linked: `linked_${suffix}`,
    ties: `ties_${suffix}`,
    stale: `stale_${suffix}`,
    gone: `gone_${suffix}`,
  }
  const touched = `touched_${suffix}`
  await dropTables(session, [...Object.values(tables), touched])
  await session.run({ sql: `CREATE TABLE ${touched} (case String) ENGINE = Memory` })
  try {
    await session.run({ sql: `INSERT INTO ${touched} ${touchedQuery(plan, before?.seen ?? base.built, seen)}` })
    if (isKnown) await closeOver(session, touched)
    await fill(session, plan, base, before, tables, touched, isKnown)
    await fillTies(session, plan, tables)
  } finally {
    await dropTables(session, [touched])
  }
  const size = await soundSize(session, tables)
  const [staleSize = none] = await session.rows<Delta['staleSize']>({
    sql: `SELECT count() AS cases, sum(visits) AS visits, sum(tied) AS tied FROM ${tables.stale}`,
  })
  return { ...tables, seen, size, staleSize }
}

async function fill(
  session: Session,
  plan: LensPlan,
  base: Base,
  before: Delta | null,
  delta: Tables & Pick<Delta, 'stale' | 'gone'>,
  touched: string,
  isKnown: boolean,
): Promise<void> {
  const cases = `(SELECT case FROM ${touched})`
  const stale = `SELECT key, hash, length(t.steps) AS visits, tied, ${ofTied('steps')}, ${ofTied('at')} FROM ${base.trace} AS t WHERE case IN ${cases}`
  await session.run({
    sql: `CREATE TABLE ${delta.stale} ENGINE = Memory AS ${before === null ? stale : `SELECT * FROM ${before.stale} UNION DISTINCT ${stale}`}`,
  })
  await session.run({ sql: `CREATE TABLE ${delta.gone} (${countsColumns}) ENGINE = Memory` })
  const known = before === null ? '' : ` AND key NOT IN (SELECT key FROM ${before.stale})`
  const newlyStale = linkedQuery(plan, `(SELECT * FROM ${base.trace} WHERE case IN ${cases}${known})`)
  await session.run({ sql: `INSERT INTO ${delta.gone} ${countsQuery(`(${newlyStale})`, -1)}` })
  await session.run({ sql: `CREATE TABLE ${delta.trace} (${traceColumns}) ENGINE = Memory` })
  await session.run({ sql: `CREATE TABLE ${delta.linked} (${linkedColumns}) ENGINE = Memory` })
  await session.run({
    sql: `INSERT INTO ${delta.trace} ${traceQuery(plan, { where: plan.within(touched), isKnown, isMoved: isKnown })}`,
  })
  await session.run({ sql: `INSERT INTO ${delta.linked} ${linkedQuery(plan, delta.trace)}` })
  if (before === null) return
  await session.run({ sql: `INSERT INTO ${delta.gone} SELECT * FROM ${before.gone}` })
  await session.run({ sql: `INSERT INTO ${delta.trace} SELECT * FROM ${before.trace} WHERE case NOT IN ${cases}` })
  await session.run({
    sql: `INSERT INTO ${delta.linked} SELECT * FROM ${before.linked} WHERE key NOT IN (SELECT key FROM ${before.trace} WHERE case IN ${cases})`,
  })
}

/** With a customer go the name it is known by, and all others of that name: only together are they the customer's case. */
async function closeOver(session: Session, touched: string): Promise<void> {
  await session.run({ sql: `INSERT INTO ${touched} SELECT ${knownAs('case')} FROM ${touched}` })
  await session.run({
    sql: `INSERT INTO ${touched} SELECT raw FROM known_as FINAL WHERE name IN (SELECT case FROM ${touched})`,
  })
}

/** What is needed to count again, kept of those traces alone that the order of ties can change. */
const ofTied = (column: string) => `if(tied > 0, t.${column}, arrayResize(t.${column}, 0)) AS ${column}`

async function fillTies(
  session: Session,
  plan: LensPlan,
  { ties, trace, stale }: Tables & Pick<Delta, 'stale'>,
): Promise<void> {
  await session.run({ sql: `CREATE TABLE ${ties} (${tiesColumns}) ENGINE = Memory` })
  await session.run({ sql: `INSERT INTO ${ties} ${shiftsQuery(plan, trace)}` })
  await session.run({ sql: `INSERT INTO ${ties} SELECT prev, step, -shift FROM (${shiftsQuery(plan, stale)})` })
}

/** A customer's new event may move the customer into or out of the segment, and with it all of the customer's cases. */
function touchedQuery(plan: LensPlan, from: number, to: number): string {
  const batches = `batch > ${from} AND batch <= ${to}`
  const touched = `SELECT DISTINCT ${plan.touchedCase} AS c FROM touch WHERE ${batches}`
  if (plan.segment === null) return touched
  const customers = `SELECT arrayJoin([customer, ${knownAs('customer')}]) FROM touch WHERE ${batches}`
  return `${touched} UNION DISTINCT SELECT DISTINCT ${plan.case} AS c FROM event WHERE customer IN (${customers})`
}

/** What is answered from: tables, and what to write after FROM where only counts are asked for. */
export interface Answering {
  readonly trace: string
  readonly linked: string
  readonly counts: string
  readonly ways: string
}

/** The base without what is stale, and the delta: one table to whoever asks. */
export function view(base: Base, delta: Delta | null): Answering {
  const counts = countsQuery(base.linked)
  const ways = waysQuery(base.trace)
  if (delta === null) return { trace: base.trace, linked: base.linked, counts: `(${counts})`, ways: `(${ways})` }
  const both = (table: 'trace' | 'linked') =>
    `(SELECT * FROM ${base[table]} WHERE key NOT IN (SELECT key FROM ${delta.stale}) UNION ALL SELECT * FROM ${delta[table]})`
  return {
    trace: both('trace'),
    linked: both('linked'),
    counts: `(${counts} UNION ALL ${countsQuery(delta.linked)} UNION ALL SELECT * FROM ${delta.gone})`,
    ways: `(${ways} UNION ALL ${waysQuery(delta.trace)} UNION ALL ${waysQuery(delta.stale, -1)})`,
  }
}
