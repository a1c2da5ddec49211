import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { SegmentShelf } from '../ports.ts'
import type { Work } from './work.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly predicate: string
  readonly at: Date
}

/** Predicates are kept as their JSON text, so that what comes back is what was put. */
export function segmentShelf(work: Work): SegmentShelf {
  return {
    list: () =>
      work(async (db) =>
        (await db.selectFrom('segment').selectAll().orderBy('title').orderBy('id').execute()).map(read),
      ),
    add: ({ title, predicate }) =>
      work(async (db) => {
        const taken = await db
          .selectFrom('segment')
          .select('id')
          .where(sql<boolean>`lower(title) = lower(${title})`)
          .executeTakeFirst()
        if (taken) return null
        const text = JSON.stringify(predicate)
        const row = { id: randomUUID(), title, predicate: text }
        return read(await db.insertInto('segment').values(row).returningAll().executeTakeFirstOrThrow())
      }),
    remove: (id) =>
      work(async (db) => {
        const { numDeletedRows } = await db.deleteFrom('segment').where('id', '=', id).executeTakeFirst()
        return numDeletedRows > 0n
      }),
  }
}

function read({ id, title, predicate, at }: Row) {
  return { id, title, predicate: JSON.parse(predicate) as unknown, at: at.toISOString() }
}
