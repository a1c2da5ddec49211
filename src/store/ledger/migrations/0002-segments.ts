import { sql } from 'kysely'
import type { LedgerMigration } from './migration.ts'

/** Segments saved by name; two names that differ in capitals only would be taken for one another. */
export const segments: LedgerMigration = {
  number: 2,
  name: 'segments',
  up: async (db) => {
    await db.schema
      .createTable('segment')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('predicate', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
    await sql`CREATE UNIQUE INDEX segment_title ON segment (lower(title))`.execute(db)
  },
}
