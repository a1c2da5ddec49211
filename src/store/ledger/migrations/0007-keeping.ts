import { sql } from 'kysely'
import type { LedgerMigration } from './migration.ts'

/**
 * The backups that were made, and who was forgotten: of each time a receipt that names nobody, and hashes by which those people
 * are known again in a backup that was made before.
 */
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
    await db.schema
      .createTable('forget')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('body', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('forgotten')
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('forget', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('forgotten_hash', ['hash', 'forget'])
      .execute()
  },
}
