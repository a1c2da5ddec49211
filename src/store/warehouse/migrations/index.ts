import { events } from './0001-events.ts'
import { lensSizes } from './0002-lens-sizes.ts'
import { known } from './0003-known.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [events, lensSizes, known]
