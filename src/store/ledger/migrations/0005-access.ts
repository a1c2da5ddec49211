import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'
import type { LedgerMigration } from './migration.ts'

/**
 * Who may sign in, and what was changed by whom. The tables `member` to `verification` are as better-auth wants them, columns in
 * its spelling; a test holds them against what it would make itself.
 */
export const access: LedgerMigration = {
  number: 5,
  name: 'access',
  up: async (db) => {
    await members(db)
    await keys(db)
    await db.schema
      .createTable('audit')
      .addColumn('number', 'bigserial', (column) => column.primaryKey())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('who', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('route', 'text', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('status', 'integer', (column) => column.notNull())
      .execute()
  },
}

async function members(db: Kysely<Database>): Promise<void> {
  await sql`CREATE TABLE member (id text PRIMARY KEY, name text NOT NULL, email text NOT NULL UNIQUE,
    "emailVerified" boolean NOT NULL, image text, "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(), role text NOT NULL, partner text)`.execute(db)
  await sql`CREATE TABLE session (id text PRIMARY KEY, "expiresAt" timestamptz NOT NULL, token text NOT NULL UNIQUE,
    "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL, "ipAddress" text, "userAgent" text,
    "userId" text NOT NULL REFERENCES member (id) ON DELETE CASCADE)`.execute(db)
  await sql`CREATE INDEX session_member ON session ("userId")`.execute(db)
  await sql`CREATE TABLE account (id text PRIMARY KEY, "accountId" text NOT NULL, "providerId" text NOT NULL,
    "userId" text NOT NULL REFERENCES member (id) ON DELETE CASCADE, "accessToken" text, "refreshToken" text, "idToken" text,
    "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
    "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL)`.execute(db)
  await sql`CREATE INDEX account_member ON account ("userId")`.execute(db)
  await sql`CREATE TABLE verification (id text PRIMARY KEY, identifier text NOT NULL, value text NOT NULL,
    "expiresAt" timestamptz NOT NULL, "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now())`.execute(db)
  await sql`CREATE INDEX verification_identifier ON verification (identifier)`.execute(db)
}

/** Keys with which a member's own programs ask; a system's write keys are the table `key`. */
async function keys(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('api_key')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('hint', 'text', (column) => column.notNull())
    .addColumn('member', 'text', (column) => column.notNull().references('member.id').onDelete('cascade'))
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('expires', 'timestamptz')
    .addColumn('revoked', 'timestamptz')
    .execute()
}
