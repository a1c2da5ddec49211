import type { LedgerMigration } from './migration.ts'

/** The backups that were made of this folder. */
export const keeping: LedgerMigration = {
  number: 7,
  name: 'keeping',
  up: async (db) => {
    await db.schema
      .createTable('backup')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute()
  },
}
