import { shelves } from './0001-shelves.ts'
import { segments } from './0002-segments.ts'
import { log } from './0003-log.ts'
import { identity } from './0004-identity.ts'
import { access } from './0005-access.ts'
import { connector } from './0006-connector.ts'
import { keeping } from './0007-keeping.ts'
import type { LedgerMigration } from './migration.ts'

export const ledgerMigrations: readonly LedgerMigration[] = [
  shelves,
  segments,
  log,
  identity,
  access,
  connector,
  keeping,
]
