import type { Migration } from './migration.ts'

/**
 * The truth and its books. `fsync` makes an acknowledged event survive a loss of power, not only of the process.
 * The projection answers "which of these keys do we hold" without reading the events.
 */
export const events: Migration = {
  number: 1,
  name: 'events',
  statements: [
    `CREATE TABLE event (
      key UInt128 CODEC(NONE),
      id String CODEC(ZSTD(1)),
      customer String CODEC(ZSTD(1)),
      identities Map(LowCardinality(String), String) CODEC(ZSTD(1)),
      case String CODEC(ZSTD(1)),
      case_key String CODEC(ZSTD(1)),
      name LowCardinality(String),
      at DateTime64(6, 'UTC') CODEC(Delta, LZ4),
      received DateTime64(6, 'UTC') CODEC(ZSTD(1)),
      seq UInt64 CODEC(Delta, LZ4),
      source UInt32 CODEC(ZSTD(1)),
      actor LowCardinality(String),
      channel LowCardinality(String),
      team LowCardinality(String),
      system LowCardinality(String),
      partner LowCardinality(String),
      text String CODEC(ZSTD(1)),
      score_kind LowCardinality(String),
      score_value Float64 CODEC(ZSTD(1)),
      properties Map(LowCardinality(String), String) CODEC(ZSTD(1)),
      traits Map(LowCardinality(String), String) CODEC(ZSTD(1)),
      INDEX customers customer TYPE bloom_filter(0.01) GRANULARITY 4,
      PROJECTION keys (SELECT key ORDER BY key)
    ) ENGINE = MergeTree ORDER BY (case_key, at, seq)
    SETTINGS index_granularity = 2048, fsync_after_insert = 1, fsync_part_directory = 1`,
    `CREATE TABLE source (number UInt32, fingerprint String, name String, since DateTime64(6, 'UTC'))
    ENGINE = MergeTree ORDER BY number SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
    `CREATE TABLE touch (batch UInt64, whole UInt8, case_key String, customer String)
    ENGINE = MergeTree ORDER BY (batch, case_key) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
    `CREATE TABLE lens (key String, generation UInt64, built UInt64, state LowCardinality(String), at DateTime64(6, 'UTC'))
    ENGINE = MergeTree ORDER BY (key, generation)`,
  ],
}
