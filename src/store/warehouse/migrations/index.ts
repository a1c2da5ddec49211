import { events } from './0001-events.ts'
import { lensSizes } from './0002-lens-sizes.ts'
import { known } from './0003-known.ts'
import { carried } from './0005-carried.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [events, lensSizes, known, carried]
