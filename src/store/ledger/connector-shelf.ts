import { type Selectable, sql } from 'kysely'
import type { ConnectorShelf, StoredConnector, StoredRefusal } from '../ports.ts'
import type { Database } from './database.ts'
import type { Work } from './work.ts'

/** Of what a connector could not read, the last so many are kept whole. */
const mostRefused = 2_000

export function connectorShelf(work: Work): ConnectorShelf {
  return {
    list: () => work(async (db) => (await db.selectFrom('connector').selectAll().orderBy('id').execute()).map(stored)),
    put: ({ id, text, writer }) =>
      work(async (db) =>
        stored(
          await db
            .insertInto('connector')
            .values({ id, text, writer })
            .onConflict((conflict) => conflict.column('id').doUpdateSet({ text, writer }))
            .returningAll()
            .executeTakeFirstOrThrow(),
        ),
      ),
    remove: (id) =>
      work(
        async (db) => (await db.deleteFrom('connector').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n,
      ),
    items: (connector) =>
      work(async (db) => {
        const rows = await db
          .selectFrom('connector_item')
          .select(['item', 'note'])
          .where('connector', '=', connector)
          .execute()
        return new Map(rows.map(({ item, note }) => [item, note]))
      }),
    remember: (connector, item, note) =>
      work(async (db) => {
        await db
          .insertInto('connector_item')
          .values({ connector, item, note })
          .onConflict((conflict) => conflict.columns(['connector', 'item']).doUpdateSet({ note, at: sql`now()` }))
          .execute()
      }),
    forgetSince: (connector, since) =>
      work(async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('connector_item')
          .where('connector', '=', connector)
          .where('at', '>=', since)
          .executeTakeFirst()
        return Number(numDeletedRows)
      }),
    refuse: (connector, refused) =>
      work(async (db) => {
        if (refused.length === 0) return
        await db
          .insertInto('connector_refused')
          .values(refused.slice(-mostRefused).map((one) => ({ connector, ...one, value: storable(one.value) })))
          .execute()
        await sql`DELETE FROM connector_refused WHERE connector = ${connector} AND number <=
          (SELECT number FROM connector_refused WHERE connector = ${connector} ORDER BY number DESC OFFSET ${mostRefused} LIMIT 1)`.execute(
          db,
        )
      }),
    refused: (connector, most) =>
      work(async (db) => {
        const rows = await db
          .selectFrom('connector_refused')
          .selectAll()
          .where('connector', '=', connector)
          .orderBy('number', 'desc')
          .limit(most)
          .execute()
        return rows.map(refusal)
      }),
    countRefused: () =>
      work(async (db) => {
        const rows = await db
          .selectFrom('connector_refused')
          .select((select) => ['connector', select.fn.countAll<string>().as('n')])
          .groupBy('connector')
          .execute()
        return new Map(rows.map(({ connector, n }) => [connector, Number(n)]))
      }),
    forgetRefused: (numbers) =>
      work(async (db) => {
        if (numbers.length === 0) return
        await sql`DELETE FROM connector_refused WHERE number = ANY(${numbers}::bigint[])`.execute(db)
      }),
  }
}

function stored({ at, ...row }: Selectable<Database['connector']>): StoredConnector {
  return { ...row, at: at.toISOString() }
}

function refusal({
  number,
  at,
  payload,
  field,
  value,
  reason,
}: Selectable<Database['connector_refused']>): StoredRefusal {
  return { number: Number(number), at: at.toISOString(), payload, field, value, reason }
}

/** PostgreSQL's text has no null character; JSON, as the payload is kept, writes it out. */
function storable(text: string): string {
  return text.replaceAll('\0', '␀')
}
