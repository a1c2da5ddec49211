import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { StoredWriter, WriterShelf } from '../ports.ts'
import { StoreProblem } from '../problem.ts'
import type { Database } from './database.ts'
import type { Work } from './work.ts'

export function writerShelf(work: Work): WriterShelf {
  return {
    list: () => work((db) => writers(db)),
    add: ({ title, partner }) =>
      work(async (db) => {
        const made = await db
          .insertInto('writer')
          .values({ id: randomUUID(), title, partner: partner ?? null })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
        return made === undefined ? null : ((await writers(db, made.id))[0] ?? null)
      }),
    addKey: (key) =>
      work(async (db) => {
        if ((await writers(db, key.writer)).length === 0) {
          throw new StoreProblem('engine-failed', `There is no writer ${key.writer}.`, 'Add the writer first.')
        }
        await db
          .insertInto('key')
          .values({ ...key, revoked: null })
          .execute()
      }),
    revoke: (hint) =>
      work(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('key')
          .set({ revoked: new Date() })
          .where('hint', '=', hint)
          .where('revoked', 'is', null)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),
    byKey: (hash) =>
      work(async (db) => {
        const key = await db
          .selectFrom('key')
          .select('writer')
          .where('hash', '=', hash)
          .where('revoked', 'is', null)
          .executeTakeFirst()
        return key === undefined ? null : ((await writers(db, key.writer))[0] ?? null)
      }),
  }
}

async function writers(db: Kysely<Database>, id?: string): Promise<StoredWriter[]> {
  const all = db.selectFrom('writer').selectAll().orderBy('title')
  const found = await (id === undefined ? all : all.where('id', '=', id)).execute()
  const keys = await db.selectFrom('key').selectAll().orderBy('at').execute()
  return found.map((one) => ({
    ...one,
    at: one.at.toISOString(),
    keys: keys
      .filter(({ writer }) => writer === one.id)
      .map(({ hint, at, revoked }) => ({ hint, at: at.toISOString(), revoked: revoked?.toISOString() ?? null })),
  }))
}
