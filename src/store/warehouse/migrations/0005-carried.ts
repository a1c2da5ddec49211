import { carriedFrom } from '../../append/carried.ts'
import type { Migration } from './migration.ts'

/** Which properties and traits the events of each name carry: asked often, and else found only by reading them all. */
export const carried: Migration = {
  number: 5,
  name: 'carried',
  statements: [
    `CREATE TABLE carried (kind LowCardinality(String), property String, name LowCardinality(String))
    ENGINE = ReplacingMergeTree ORDER BY (kind, property, name) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
    `INSERT INTO carried ${carriedFrom('held')}`,
  ],
}
