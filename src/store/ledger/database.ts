import type { Generated } from 'kysely'

/** The ledger's tables as Kysely sees them. */
export interface Database {
  migration: { number: number; name: string; at: Generated<Date> }
  map: { id: string; version: number; text: string; note: string | null; at: Generated<Date> }
  hidden_map: { id: string; at: Generated<Date> }
  view: { id: string; title: string; url: string; at: Generated<Date> }
  segment: { id: string; title: string; predicate: string; at: Generated<Date> }
  setting: { name: string; value: string }
  writer: { id: string; title: string; partner: string | null; at: Generated<Date> }
  key: { hash: string; hint: string; writer: string; at: Generated<Date>; revoked: Date | null }
  log: { last: number; events: number; writer: string; at: Generated<Date>; body: string }
  position: { name: string; last: number }
  bond: { a: string; b: string }
  identity: { id: string; customer: string; shared: boolean }
  connector: { id: string; text: string; writer: string; at: Generated<Date> }
  connector_item: { connector: string; item: string; note: string; at: Generated<Date> }
  connector_refused: {
    number: Generated<string>
    connector: string
    at: Generated<Date>
    payload: string
    field: string
    value: string
    reason: string
  }
  apart: { id: string; at: Generated<Date> }
  backup: { id: string; at: string; body: string }
  member: MemberRow
  session: { id: string; token: string; userId: string; expiresAt: Date }
  account: { id: string; providerId: string; userId: string; password: string | null }
  verification: { id: string; identifier: string; value: string; expiresAt: Date }
  api_key: {
    id: string
    hash: string
    hint: string
    member: string
    title: string
    at: Generated<Date>
    expires: Date | null
    revoked: Date | null
  }
  audit: {
    number: Generated<number>
    at: Generated<Date>
    who: string
    name: string
    route: string
    what: string
    status: number
  }
  identity_change: {
    number: Generated<number>
    at: Generated<Date>
    id: string
    was: string
    became: string
    because: string
  }
}

/** Who may sign in. better-auth writes it, and gives the columns of its own their names. */
export interface MemberRow {
  id: string
  name: string
  email: string
  emailVerified: boolean
  image: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
  role: string
  partner: string | null
}
