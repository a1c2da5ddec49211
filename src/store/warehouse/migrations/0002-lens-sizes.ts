import type { Migration } from './migration.ts'

/** How much a lens held when it was noted: its tables are not synced to the disk, so a loss of power can empty them. */
export const lensSizes: Migration = {
  number: 2,
  name: 'lens-sizes',
  statements: [
    'ALTER TABLE lens ADD COLUMN IF NOT EXISTS cases UInt64',
    'ALTER TABLE lens ADD COLUMN IF NOT EXISTS visits UInt64',
  ],
}
