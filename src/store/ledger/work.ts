import type { Kysely } from 'kysely'
import type { Database } from './database.ts'

/** Runs one piece of work on the ledger at a time: there is one connection, and a transaction on it is everyone's. */
export type Work = <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>
