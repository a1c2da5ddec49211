import type { Migration } from './migration.ts'

/**
 * The events as they came are `held`; `event` is how they are asked for, each under the name its customer is known by
 * (`store/known`), and is made at every opening. `known_as` says which id goes by which name: the newest row of an id counts,
 * and an empty name is its own.
 */
export const known: Migration = {
  number: 3,
  name: 'known',
  statements: [
    'RENAME TABLE IF EXISTS event TO held',
    `CREATE TABLE known_as (raw String, name String, version UInt64)
    ENGINE = ReplacingMergeTree(version) ORDER BY raw SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  ],
}
