import type { Kysely, Selectable } from 'kysely'
import type { MapShelf, StoredMap } from '../ports.ts'
import type { Database } from './database.ts'
import type { Work } from './work.ts'

/** Maps with every version ever put; nothing here deletes one. */
export function mapShelf(work: Work): MapShelf {
  return {
    list: () =>
      work(async (db) => {
        const rows = await db
          .selectFrom('map')
          .selectAll()
          .distinctOn('id')
          .where('id', 'not in', db.selectFrom('hidden_map').select('id'))
          .orderBy('id')
          .orderBy('version', 'desc')
          .execute()
        return rows.map(stored)
      }),
    get: (id, version) =>
      work(async (db) => {
        // A hidden map is gone unless one of its versions is asked for.
        if (version === undefined && (await isHidden(db, id))) return null
        const found = await newest(db, id, version)
        return found ?? null
      }),
    versions: (id) =>
      work(async (db) => {
        const rows = await db
          .selectFrom('map')
          .select(['version', 'at', 'note'])
          .where('id', '=', id)
          .orderBy('version', 'desc')
          .execute()
        return rows.map(({ version, at, note }) => ({ version, at: at.toISOString(), note }))
      }),
    put: (map) =>
      work((db) =>
        db.transaction().execute(async (transaction) => {
          await transaction.deleteFrom('hidden_map').where('id', '=', map.id).execute()
          const last = await newest(transaction, map.id)
          if (last !== undefined && last.text === map.text) return last
          const made = await transaction
            .insertInto('map')
            .values({ id: map.id, version: (last?.version ?? 0) + 1, text: map.text, note: map.note ?? null })
            .returningAll()
            .executeTakeFirstOrThrow()
          return stored(made)
        }),
      ),
    remove: (id) =>
      work(async (db) => {
        if ((await newest(db, id)) === undefined || (await isHidden(db, id))) return false
        await db.insertInto('hidden_map').values({ id }).execute()
        return true
      }),
  }
}

async function isHidden(db: Kysely<Database>, id: string): Promise<boolean> {
  return (await db.selectFrom('hidden_map').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

async function newest(db: Kysely<Database>, id: string, version?: number): Promise<StoredMap | undefined> {
  const query = db.selectFrom('map').selectAll().where('id', '=', id).orderBy('version', 'desc').limit(1)
  const row = await (version === undefined ? query : query.where('version', '=', version)).executeTakeFirst()
  return row === undefined ? undefined : stored(row)
}

function stored({ id, version, text, at, note }: Selectable<Database['map']>): StoredMap {
  return { id, version, text, at: at.toISOString(), note }
}
