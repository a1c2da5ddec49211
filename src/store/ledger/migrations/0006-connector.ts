import { sql } from 'kysely'
import type { LedgerMigration } from './migration.ts'

/** Where events are fetched from or handed in by others, what each is done with, and what it could not read. */
export const connector: LedgerMigration = {
  number: 6,
  name: 'connector',
  up: async (db) => {
    await db.schema
      .createTable('connector')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('writer', 'text', (column) => column.notNull().references('writer.id'))
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
    await db.schema
      .createTable('connector_item')
      .addColumn('connector', 'text', (column) => column.notNull().references('connector.id').onDelete('cascade'))
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('connector_item_key', ['connector', 'item'])
      .execute()
    await db.schema
      .createTable('connector_refused')
      .addColumn('number', 'bigserial', (column) => column.primaryKey())
      .addColumn('connector', 'text', (column) => column.notNull().references('connector.id').onDelete('cascade'))
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('field', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .execute()
    await sql`CREATE INDEX connector_refused_of ON connector_refused (connector, number)`.execute(db)
  },
}
