import { events } from './0001-events.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [events]
