import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { query } from 'chdb'
import { afterAll, describe, expect, test } from 'vitest'
import { memoryFile } from '../memory-file.ts'
import type { Profile } from '../profile.ts'
import { readAll } from './trial.ts'

// Files are written by chDB: a writer of Parquet that knows nothing of this reader.
const folder = mkdtempSync(join(tmpdir(), 'throughline-parquet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const profile: Profile = {
  throughline: 'import/1',
  format: 'parquet',
  fields: { case: 'c', name: 'n', at: 'at' },
}

function parquet(select: string, settings = ''): Uint8Array<ArrayBuffer> {
  const path = join(folder, `${Math.abs(hash(select + settings))}.parquet`)
  query(`SELECT ${select} INTO OUTFILE '${path}' TRUNCATE FORMAT Parquet${settings && ` SETTINGS ${settings}`}`)
  return Uint8Array.from(readFileSync(path))
}

function hash(text: string): number {
  let sum = 0
  for (const one of text) sum = (sum * 31 + (one.codePointAt(0) ?? 0)) | 0
  return sum
}

const rows = `toString(number % 7) AS c, 'step' AS n, toDateTime64('2024-01-01 00:00:00.123456', 6, 'UTC') + number AS at`

describe('Parquet', () => {
  test.each(['none', 'snappy', 'zstd', 'lz4', 'gzip', 'brotli'])(
    '[E45] packed with %s, group after group',
    async (method) => {
      const bytes = parquet(
        `${rows} FROM numbers(25000)`,
        `output_format_parquet_compression_method='${method}', output_format_parquet_row_group_size=9000`,
      )
      const { events, refused } = await readAll(memoryFile('trial', bytes), profile)
      expect([events.length, refused.length]).toEqual([25_000, 0])
      expect(events.at(-1)).toEqual({
        line: 25_000,
        event: {
          customer: { userId: '2' },
          case: '2',
          name: 'step',
          at: 1704067200123456 + 24_999e6,
          actor: 'customer',
          properties: {},
        },
      })
    },
  )

  test('[E46] values keep their types; what is nested is as in JSON; null is nothing', async () => {
    const bytes = parquet(
      `${rows}, toUInt64(18446744073709551615) AS big, toInt64(5) AS small, true AS yes, [1, 2] AS list,
       CAST((1, 'x'), 'Tuple(a UInt8, b String)') AS pair, toDate('2024-05-06') AS day, CAST(NULL, 'Nullable(String)') AS none FROM numbers(1)`,
    )
    const { events } = await readAll(memoryFile('trial', bytes), profile)
    expect(events[0]?.event.properties).toMatchObject({
      small: 5,
      list: '[1,2]',
      'pair.a': 1,
      'pair.b': 'x',
      day: '2024-05-06',
    })
    expect(events[0]?.event.properties).toMatchObject({ big: '18446744073709551615', yes: true })
    expect(Object.hasOwn(events[0]?.event.properties ?? {}, 'none')).toBe(false)
  })

  test('[E31] a day has no zone until the profile says which', async () => {
    const bytes = parquet(`'c' AS c, 'n' AS n, toDate('2024-05-06') AS at`)
    expect((await readAll(memoryFile('trial', bytes), profile)).refused[0]?.reason).toMatch(/^has no zone/)
    const { events } = await readAll(memoryFile('trial', bytes), { ...profile, zone: 'Europe/Vienna' })
    expect(events[0]?.event.at).toBe(Date.parse('2024-05-05T22:00:00Z') * 1000)
  })

  test('[E4] a file without its end, or that can only be streamed, is a problem', async () => {
    const bytes = parquet(`${rows} FROM numbers(10)`)
    const cut = await readAll(memoryFile('trial', bytes.slice(0, -20)), profile)
    expect(cut.problem?.code).toBe('broken-structure')
    const { random: _, ...streamed } = memoryFile('trial', bytes)
    expect((await readAll(streamed, profile)).problem?.code).toBe('needs-random-access')
  })
})
