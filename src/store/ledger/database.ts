import type { Generated } from 'kysely'

/** The ledger's tables as Kysely sees them. */
export interface Database {
  migration: { number: number; name: string; at: Generated<Date> }
  map: { id: string; version: number; text: string; note: string | null; at: Generated<Date> }
  hidden_map: { id: string; at: Generated<Date> }
  view: { id: string; title: string; url: string; at: Generated<Date> }
  segment: { id: string; title: string; predicate: string; at: Generated<Date> }
  setting: { name: string; value: string }
}
