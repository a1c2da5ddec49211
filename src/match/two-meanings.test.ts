/**
 * The closure and the SQL of a predicate mean the same (DESIGN 2.5), shown on the engine itself: random events lie in a table
 * as the store keeps them, and each random predicate is asked both ways. The texts are those that have broken readers before.
 */
import { createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event, Scalar } from '../event/index.ts'
import { anyEvent, anyPredicate, nasty } from './arbitrary.ts'
import { customerOf, matches, matchesGroup, type Predicate, type SqlText, toGroupSql, toSql } from './index.ts'

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>
// the client and the engine each bring a copy of the same types, which the compiler takes for two
const embedded: unknown = createChdbConnection({ path: ':memory:' })
const client = createClient({ connection: embedded as Connection })
afterAll(() => client.close())

const seed = 20_417
const customers = ['ann', 'bob', "o'neil", '']
/** Three random events in four belong to one of few customers, so that groups hold several. */
const random = fc
  .sample(anyEvent, { seed, numRuns: 400 })
  .map(
    (event, i): Event =>
      i % 4 === 0 ? event : { ...event, customer: { userId: customers[i % customers.length] ?? '' } },
  )
/** One event for each text that has broken readers before, and for some scores. */
const plain: Event = { name: 'Plain', customer: { userId: 'zoe' }, at: 0, actor: 'customer', properties: {} }
const texts = nasty.map((text): Event => ({ ...plain, text, properties: { x: text } }))
const scores = [0, -1, 5, 9, 0.1].map((value): Event => ({ ...plain, score: { kind: 'csat', value } }))
const events = [...random, ...texts, ...scores]

const names = (type: string) => `LowCardinality(${type})`
const columns = {
  seq: 'UInt64',
  customer: 'String',
  case: 'String',
  case_key: 'String',
  name: names('String'),
  at: "DateTime64(6, 'UTC')",
  actor: names('String'),
  channel: names('String'),
  team: names('String'),
  system: names('String'),
  partner: names('String'),
  text: 'String',
  score_kind: names('String'),
  score_value: 'Float64',
  properties: 'Map(LowCardinality(String), String)',
  traits: 'Map(LowCardinality(String), String)',
}

function asTexts(entries: Readonly<Record<string, Scalar>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, String(value)]))
}

function rowOf(event: Event, seq: number): Record<keyof typeof columns, unknown> {
  const { name, at, actor, channel = '', team = '', system = '', partner = '', text = '' } = event
  const own = { seq, name, at: at / 1e6, actor, channel, team, system, partner, text, case: event.case ?? '' }
  const score = { score_kind: event.score?.kind ?? '', score_value: event.score?.value ?? 0 }
  const customer = customerOf(event)
  return {
    ...own,
    ...score,
    customer,
    case_key: event.case ?? customer,
    properties: asTexts(event.properties),
    traits: asTexts(event.traits),
  }
}

beforeAll(async () => {
  const list = Object.entries(columns)
    .map(([name, type]) => `\`${name}\` ${type}`)
    .join(', ')
  await client.command({ query: `CREATE TABLE event (${list}) ENGINE = MergeTree ORDER BY (case_key, at, seq)` })
  await client.insert({ table: 'event', values: events.map(rowOf), format: 'JSONEachRow' })
})

async function ask(query: string, { params }: SqlText): Promise<readonly unknown[]> {
  const answer = await client.query({ query, query_params: { ...params }, format: 'JSONCompactEachRow' })
  const rows: readonly unknown[] = await answer.json()
  return rows.flat()
}

const rowsOf = (sql: SqlText) => ask(`SELECT toUInt32(seq) FROM event WHERE ${sql.sql} ORDER BY seq`, sql)
const groupsOf = (sql: SqlText) =>
  ask(`SELECT customer FROM event GROUP BY customer HAVING ${sql.sql} ORDER BY customer`, sql)

test('[P6] random predicates hold for the same random events as closure and as SQL', async () => {
  await fc.assert(fc.asyncProperty(anyPredicate, bothAgree), { seed, numRuns: 400 })
})

const inSourceOrder = Map.groupBy(events, customerOf)
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

test('[P7] random predicates hold for the same groups of random events as closure and as SQL', async () => {
  await fc.assert(
    fc.asyncProperty(anyPredicate, async (predicate) => {
      const expected = [...inSourceOrder]
        .filter(([, group]) => matchesGroup(predicate, group))
        .map(([customer]) => customer)
      expect(await groupsOf(toGroupSql(predicate))).toEqual(expected.sort(byBytes))
    }),
    { seed, numRuns: 250 },
  )
})

async function bothAgree(predicate: Predicate): Promise<void> {
  const expected = events.flatMap((event, seq) => (matches(predicate, event) ? [seq] : []))
  expect(await rowsOf(toSql(predicate)), JSON.stringify(predicate)).toEqual(expected)
}

const numbers = [0, 5, 1000, -1e-300, 1e308, -1e308]

test('[P3] every operator that orders says the same of every text and of every score', async () => {
  for (const key of ['x', 'score']) {
    for (const operator of ['gte', 'gt', 'lte', 'lt']) {
      for (const number of numbers) await bothAgree({ where: { [key]: { [operator]: number } } })
    }
  }
})

test('[P2] [P5] every text is equal, unequal and contained alike', async () => {
  for (const text of nasty) {
    await bothAgree({ where: { x: text } })
    await bothAgree({ where: { x: { not: text } } })
    await bothAgree({ where: { text: { contains: text } } })
    await bothAgree({ where: { score: text } })
    await bothAgree({ where: { score: { not: text } } })
  }
})

test('[P6] the random predicates hold sometimes and fail sometimes', () => {
  const shares = fc
    .sample(anyPredicate, { seed, numRuns: 200 })
    .map((each) => events.filter((event) => matches(each, event)).length)
  expect(shares.filter((n) => n > 0 && n < events.length).length).toBeGreaterThan(60)
})

test('[P9] several conditions stand in one query, each with its own parameters', async () => {
  const first = toSql({ event: 'A' }, 'a')
  const second = toSql({ where: { channel: 'web' } }, 'b')
  const both = { sql: `(${first.sql}) AND (${second.sql})`, params: { ...first.params, ...second.params } }
  const expected = events.flatMap((event, seq) => (event.name === 'A' && event.channel === 'web' ? [seq] : []))
  expect(Object.keys(both.params)).toHaveLength(2)
  expect(await rowsOf(both)).toEqual(expected)
})

const attacks = [
  "' or 1 = 1 --",
  "\\' or 1 = 1 --",
  '{q_0:string}',
  "}'; drop table event; --",
  '`) or (1',
  "x'] or 1 = 1 or traits['y",
]

test.for(attacks)('[P9] injection: %s is a value and never SQL', async (attack) => {
  const everywhere: readonly Predicate[] = [
    { event: attack },
    { event: [attack, 'A'] },
    { where: { [attack]: 'x' } },
    { where: { x: { contains: attack } } },
    { where: { x: { in: [attack] } } },
    { trait: attack, is: attack },
  ]
  for (const predicate of everywhere) {
    const sql = toSql(predicate, 'q')
    expect(sql.sql).not.toContain(attack)
    expect(Object.values(sql.params)).toContain(attack)
    expect(await rowsOf(sql)).toEqual(events.flatMap((event, seq) => (matches(predicate, event) ? [seq] : [])))
    expect(await groupsOf(toGroupSql(predicate))).toBeDefined()
  }
})
