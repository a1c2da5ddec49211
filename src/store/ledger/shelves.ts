import { randomUUID } from 'node:crypto'
import type { SettingShelf, ViewShelf } from '../ports.ts'
import type { Work } from './work.ts'

export function viewShelf(work: Work): ViewShelf {
  return {
    list: () =>
      work(async (db) => {
        const rows = await db.selectFrom('view').selectAll().orderBy('at').orderBy('id').execute()
        return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
      }),
    add: (view) =>
      work(async (db) => {
        const row = await db
          .insertInto('view')
          .values({ id: randomUUID(), title: view.title, url: view.url })
          .returningAll()
          .executeTakeFirstOrThrow()
        return { ...row, at: row.at.toISOString() }
      }),
    remove: (id) =>
      work(async (db) => {
        const { numDeletedRows } = await db.deleteFrom('view').where('id', '=', id).executeTakeFirst()
        return numDeletedRows > 0n
      }),
  }
}

/** Values are kept as their JSON text, so that what comes back is what was put. */
export function settingShelf(work: Work): SettingShelf {
  return {
    all: () =>
      work(async (db) => {
        const rows = await db.selectFrom('setting').selectAll().orderBy('name').execute()
        return Object.fromEntries(rows.map(({ name, value }): [string, unknown] => [name, JSON.parse(value)]))
      }),
    put: (name, value) =>
      work(async (db) => {
        const text = JSON.stringify(value ?? null)
        await db
          .insertInto('setting')
          .values({ name, value: text })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text }))
          .execute()
      }),
  }
}
