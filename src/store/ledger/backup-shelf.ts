import type { BackupShelf, StoredBackup } from '../ports.ts'
import type { Work } from './work.ts'

export function backupShelf(work: Work): BackupShelf {
  return {
    list: () =>
      work(async (db) => {
        const rows = await db.selectFrom('backup').selectAll().orderBy('at', 'desc').orderBy('id').execute()
        return rows.map(({ body }): StoredBackup => JSON.parse(body)) // as `add` wrote it
      }),
    add: (backup) =>
      work(async (db) => {
        const row = { id: backup.id, at: backup.at, body: JSON.stringify(backup) }
        await db
          .insertInto('backup')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }),
  }
}
