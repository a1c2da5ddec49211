import { type Kysely, sql } from 'kysely'
import type { IdentityShelf, IdentityStep } from '../ports.ts'
import { Mutex } from '../warehouse/mutex.ts'
import type { Database } from './database.ts'
import type { Work } from './work.ts'

/** Rows of one statement; what is more goes in several, in one transaction. */
const rowsAStatement = 5_000
const mostShown = 1_000

export function identityShelf(work: Work): IdentityShelf {
  const learning = new Mutex()
  return {
    alone: (task) => learning.run(task),
    known: (bonds) =>
      work(async (db) => {
        const [a, b] = [bonds.map(([one]) => one), bonds.map(([, other]) => other)]
        const { rows } = await sql<{ a: string; b: string }>`
          SELECT a, b FROM bond JOIN (SELECT unnest(${a}::text[]) AS a, unnest(${b}::text[]) AS b) AS asked USING (a, b)`.execute(
          db,
        )
        return rows.map((row) => [row.a, row.b] as const)
      }),
    neighbours: (ids) =>
      work(async (db) => {
        const { rows } = await sql<{ one: string; other: string }>`
          SELECT a AS one, b AS other FROM bond WHERE a = ANY(${ids}::text[])
          UNION ALL SELECT b, a FROM bond WHERE b = ANY(${ids}::text[])`.execute(db)
        const found = new Map<string, string[]>()
        for (const { one, other } of rows) found.set(one, [...(found.get(one) ?? []), other])
        return found
      }),
    customers: (ids) =>
      work(async (db) => {
        const { rows } = await sql<{ id: string; customer: string; shared: boolean }>`
          SELECT id, customer, shared FROM identity WHERE id = ANY(${ids}::text[])`.execute(db)
        return new Map(rows.map(({ id, customer, shared }) => [id, { customer, isShared: shared }]))
      }),
    members: (customers) =>
      work(async (db) => {
        const { rows } = await sql<{ id: string }>`
          SELECT id FROM identity WHERE customer = ANY(${customers}::text[])`.execute(db)
        // The id that a customer is called by has no row of its own.
        return [...new Set([...customers, ...rows.map(({ id }) => id)])]
      }),
    apart: () => work(async (db) => new Set((await db.selectFrom('apart').select('id').execute()).map(({ id }) => id))),
    shared: () =>
      work(async (db) => {
        const rows = await db
          .selectFrom('identity')
          .select('id')
          .where('shared', '=', true)
          .orderBy('id')
          .limit(mostShown)
          .execute()
        return rows.map(({ id }) => id)
      }),
    changes: (ids) =>
      work(async (db) => {
        const rows = await db
          .selectFrom('identity_change')
          .selectAll()
          .where('id', 'in', [...ids])
          .orderBy('number', 'desc')
          .limit(mostShown)
          .execute()
        return rows.map(({ at, id, was, became, because }) => ({ at: at.toISOString(), id, was, became, because }))
      }),
    settle: (step) => work((db) => db.transaction().execute((transaction) => settle(transaction, step))),
  }
}

async function settle(
  db: Kysely<Database>,
  { bonds, identities, apart, position, because }: IdentityStep,
): Promise<void> {
  for (const some of slices(bonds)) {
    const [a, b] = [some.map(([one]) => one), some.map(([, other]) => other)]
    await sql`INSERT INTO bond SELECT unnest(${a}::text[]), unnest(${b}::text[]) ON CONFLICT DO NOTHING`.execute(db)
  }
  for (const [id, isApart] of apart) {
    if (isApart)
      await db
        .insertInto('apart')
        .values({ id })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    else await db.deleteFrom('apart').where('id', '=', id).execute()
  }
  for (const some of slices(identities)) {
    const ids = some.map(({ id }) => id)
    const customers = some.map(({ customer }) => customer)
    const shared = some.map(({ isShared }) => isShared)
    const given = sql`SELECT unnest(${ids}::text[]) AS id, unnest(${customers}::text[]) AS customer, unnest(${shared}::boolean[]) AS shared`
    await sql`INSERT INTO identity_change (id, was, became, because)
      SELECT given.id, coalesce(held.customer, given.id), given.customer, ${because} FROM (${given}) AS given
      LEFT JOIN identity AS held ON held.id = given.id WHERE coalesce(held.customer, given.id) != given.customer`.execute(
      db,
    )
    await sql`INSERT INTO identity (id, customer, shared) SELECT id, customer, shared FROM (${given}) AS given
      ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, shared = excluded.shared`.execute(db)
  }
  if (position === null) return
  await db
    .insertInto('position')
    .values({ name: position.name, last: position.last })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ last: position.last }))
    .execute()
}

function* slices<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += rowsAStatement) yield rows.slice(from, from + rowsAStatement)
}
