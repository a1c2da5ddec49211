import { expect, test } from 'vitest'
import { expositionOf, Histogram } from './exposition.ts'
import { createLog, type LogLevel } from './log.ts'
import { Probe } from './probe.ts'

function written(level: LogLevel, json: boolean) {
  const lines: string[] = []
  const log = createLog({ level, json, write: (line) => lines.push(line), now: () => new Date(0) })
  return { log, lines }
}
class Broken extends Error {
  readonly code = 'engine-failed'
}

test('[O5] an entry is one JSON object on a line: level, time, what, and counts of our own', () => {
  const { log, lines } = written('info', true)
  log.info('answered', { request: 'r', method: 'GET', route: '/api/maps/:map', status: 200, ms: 3 })
  log.debug('answered', { route: '/health' })
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'info',
      time: '1970-01-01T00:00:00.000Z',
      what: 'answered',
      request: 'r',
      method: 'GET',
      route: '/api/maps/:map',
      status: 200,
      ms: 3,
    },
  ])
  expect(lines[0]?.endsWith('}\n')).toBe(true)
})

test('[O5] an error is named by kind, code and place; what it says, which may quote an event, only at debug', () => {
  const failure = new Broken('near "Anna Novak, 42"', { cause: new TypeError('Anna') })
  const quiet = written('error', true)
  quiet.log.error('failed', {}, failure)
  expect(quiet.lines[0]).not.toContain('Anna')
  expect(JSON.parse(quiet.lines[0] ?? '')).toMatchObject({
    error: {
      code: 'engine-failed',
      at: expect.arrayContaining([expect.stringContaining('log.test')]),
      cause: { name: 'TypeError' },
    },
  })
  const loud = written('debug', false)
  loud.log.error('failed', {}, failure)
  expect(loud.lines.join('')).toMatch(/error {2}failed\n {2}Error engine-failed near "Anna Novak, 42"\n {4}at /)
})

test('[O4] counts are in the text that Prometheus reads, with what a label holds escaped', () => {
  const took = new Histogram([0.1, 1])
  for (const seconds of [0.05, 0.5, 0.1, 7]) took.observe({ route: '/a' }, seconds)
  const text = expositionOf([
    { name: 'held', help: 'Two\nlines.', type: 'gauge', samples: [{ labels: { writer: 'a "b"\\\nc' }, value: 1 }] },
    { name: 'took_seconds', help: 'How long.', type: 'histogram', samples: took.samples() },
    { name: 'nothing', help: 'None yet.', type: 'counter', samples: [] },
  ])
  expect(text.split('\n')).toEqual([
    '# HELP held Two\\nlines.',
    '# TYPE held gauge',
    'held{writer="a \\"b\\"\\\\\\nc"} 1',
    '# HELP took_seconds How long.',
    '# TYPE took_seconds histogram',
    'took_seconds_bucket{route="/a",le="0.1"} 2',
    'took_seconds_bucket{route="/a",le="1"} 3',
    'took_seconds_bucket{route="/a",le="+Inf"} 4',
    'took_seconds_sum{route="/a"} 7.65',
    'took_seconds_count{route="/a"} 4',
    '',
  ])
})

test('[O2] a store that is at work on something longer is busy, one that fails fails, one that is stuck fails', async () => {
  let now = 0
  let asked = 0
  const stuck = new Probe(
    () => {
      asked++
      return new Promise(() => undefined)
    },
    () => now,
  )
  expect(await stuck.answers()).toBe('busy')
  now = 61_000
  expect([await stuck.answers(), asked]).toEqual(['fails', 1])
  expect(
    await new Probe(
      () => Promise.reject(new Error('gone')),
      () => now,
    ).answers(),
  ).toBe('fails')
  expect(
    await new Probe(
      async () => 1,
      () => now,
    ).answers(),
  ).toBe('answers')
})
