import { sql } from 'kysely'
import type { LedgerMigration } from './migration.ts'

/**
 * Who may send events, with which keys, and the log of what they sent. A record of the log is what came in one request:
 * `last` is the number of its last event among all that were ever accepted.
 */
export const log: LedgerMigration = {
  number: 3,
  name: 'log',
  up: async (db) => {
    await db.schema
      .createTable('writer')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('partner', 'text')
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
    await sql`CREATE UNIQUE INDEX writer_title ON writer (lower(title))`.execute(db)
    await db.schema
      .createTable('key')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('hint', 'text', (column) => column.notNull())
      .addColumn('writer', 'text', (column) => column.notNull().references('writer.id'))
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('revoked', 'timestamptz')
      .execute()
    await db.schema
      .createTable('log')
      .addColumn('last', 'bigint', (column) => column.primaryKey())
      .addColumn('events', 'integer', (column) => column.notNull())
      .addColumn('writer', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('body', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('position')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('last', 'bigint', (column) => column.notNull())
      .execute()
  },
}
