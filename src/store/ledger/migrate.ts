import { type Kysely, sql } from 'kysely'
import { StoreProblem } from '../problem.ts'
import type { Database } from './database.ts'
import { ledgerMigrations } from './migrations/index.ts'
import type { LedgerMigration } from './migrations/migration.ts'

/** @throws StoreProblem `folder-newer` when a newer version has been here. */
export async function migrateLedger(
  db: Kysely<Database>,
  dir: string,
  steps: readonly LedgerMigration[] = ledgerMigrations,
): Promise<void> {
  await db.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute()
  const done = new Set((await db.selectFrom('migration').select('number').execute()).map(({ number }) => number))
  const newest = Math.max(0, ...done)
  const known = steps.at(-1)?.number ?? 0
  if (newest > known) {
    throw new StoreProblem(
      'folder-newer',
      `The data folder ${dir} was made by a newer version of Throughline (its ledger is at step ${newest}, this version knows ${known}).`,
      'Update Throughline, or choose another folder with --data.',
    )
  }
  for (const step of steps.filter((step) => !done.has(step.number))) {
    await db.transaction().execute(async (transaction) => {
      await step.up(transaction)
      await transaction.insertInto('migration').values({ number: step.number, name: step.name }).execute()
    })
  }
}
