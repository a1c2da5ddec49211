import { sql } from 'kysely'
import type { LedgerMigration } from './migration.ts'

/**
 * Which ids were seen together, which customer each is, and how that came about. An id that no other was ever seen with has no
 * row: it is its own customer.
 */
export const identity: LedgerMigration = {
  number: 4,
  name: 'identity',
  up: async (db) => {
    await db.schema
      .createTable('bond')
      .addColumn('a', 'text', (column) => column.notNull())
      .addColumn('b', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('bond_pair', ['a', 'b'])
      .execute()
    await db.schema.createIndex('bond_other').on('bond').columns(['b', 'a']).execute()
    await db.schema
      .createTable('identity')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('customer', 'text', (column) => column.notNull())
      .addColumn('shared', 'boolean', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('identity_customer').on('identity').column('customer').execute()
    await db.schema
      .createTable('apart')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
    await db.schema
      .createTable('identity_change')
      .addColumn('number', 'bigserial', (column) => column.primaryKey())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('was', 'text', (column) => column.notNull())
      .addColumn('became', 'text', (column) => column.notNull())
      .addColumn('because', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('identity_change_id').on('identity_change').column('id').execute()
  },
}
