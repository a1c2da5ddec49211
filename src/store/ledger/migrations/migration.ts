import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'

/** A step of the ledger's shape, done in one transaction. Steps are never changed once released, only added. */
export interface LedgerMigration {
  readonly number: number
  readonly name: string
  up(db: Kysely<Database>): Promise<void>
}
