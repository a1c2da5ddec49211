import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReadProblem } from '../problem.ts'
import type { Profile } from '../profile.ts'
import { ElementScanner } from './json-scan.ts'
import { readText } from './trial.ts'

const profile: Profile = {
  throughline: 'import/1',
  format: 'json-lines',
  fields: {
    id: 'messageId',
    customer: { userId: 'userId', anonymousId: 'anonymousId' },
    name: 'event',
    at: 'timestamp',
  },
}
const row = { messageId: 'm1', userId: 'u1', event: 'Signed Up', timestamp: '2024-01-01T00:00:00Z' }
const lines = (...rows: object[]) => rows.map((one) => `${JSON.stringify(one)}\n`).join('')

function elements(text: string, cuts: readonly number[]): [string, string][] {
  const found: [string, string][] = []
  const scanner = new ElementScanner({
    element: (section, one) => found.push([section, one]),
    problem: (code, says) => new ReadProblem({ code, file: 'trial', says, remedy: '' }),
  })
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b)
  ;[0, ...places].forEach((from, i) => {
    scanner.push(text.slice(from, places[i] ?? text.length))
  })
  scanner.end()
  return found
}

describe('lists in a document', () => {
  const cuts = fc.array(fc.nat(), { maxLength: 10 })

  test('[E42] the elements of a list are cut out as they are, wherever the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 6 }),
        fc.nat({ max: 2 }),
        cuts,
        (list, indent, at) => {
          const found = elements(JSON.stringify(list, null, indent), at)
          expect(found.map(([section, text]) => [section, JSON.parse(text)])).toEqual(
            list.map((one) => ['', JSON.parse(JSON.stringify(one))]),
          )
        },
      ),
      { seed: 20417, numRuns: 500 },
    )
  })

  test('[E42] so are those of the lists that an object holds, under their names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 }), cuts, (object, at) => {
        const plain: unknown = JSON.parse(JSON.stringify(object))
        const expected = Object.entries(plain ?? {}).flatMap(([key, value]) =>
          Array.isArray(value) ? value.map((one): [string, unknown] => [key, one]) : [],
        )
        const found = elements(JSON.stringify(object), at)
        expect(found.map(([section, text]) => [section, JSON.parse(text)])).toEqual(expected)
      }),
      { seed: 20418, numRuns: 500 },
    )
  })

  test.each([
    ['[1, 2', 'cut-short'],
    ['{"a": [1]', 'cut-short'],
    ['[1] 2', 'broken-structure'],
    ['{"a" 1}', 'broken-structure'],
    ['[,]', 'broken-structure'],
    ['hello', 'format-mismatch'],
  ])('[E4] %j is a problem: %s', (text, code) => {
    expect(() => elements(text, [])).toThrow(expect.objectContaining({ code }))
  })
})

describe('events', () => {
  test('[E40] nested values get a dot once, and deeper stay JSON', async () => {
    const { events } = await readText(
      lines({ ...row, context: { ip: '::1', page: { url: '/' } }, tags: [1, 2], none: null, n: 1.5 }),
      profile,
    )
    expect(events[0]?.event.properties).toEqual({
      'context.ip': '::1',
      'context.page': '{"url":"/"}',
      tags: '[1,2]',
      n: 1.5,
    })
  })

  test('[E41] properties and traits that are called so keep their own names', async () => {
    const { events } = await readText(lines({ ...row, properties: { plan: 'pro' }, traits: { vip: true } }), profile)
    expect(events[0]).toEqual({
      line: 1,
      event: {
        id: 'm1',
        customer: { userId: 'u1' },
        name: 'Signed Up',
        at: 1704067200000000,
        actor: 'customer',
        properties: { plan: 'pro' },
        traits: { vip: true },
      },
    })
  })

  test('[E3] a line that is no object is refused, and an empty one is nothing', async () => {
    const { events, refused } = await readText(`${lines(row)}\n[1]\n{"a":\n${lines(row)}`, profile)
    expect(events.map((one) => one.line)).toEqual([1, 5])
    expect(refused.map(({ line, value, reason }) => ({ line, value, reason }))).toEqual([
      { line: 3, value: '[1]', reason: 'is not a JSON object' },
      { line: 4, value: '{"a":', reason: 'is not JSON' },
    ])
  })

  test('[E4] a file of which nothing is JSON is not JSON lines', async () => {
    const { problem } = await readText('a\nb\n', profile)
    expect(problem).toMatchObject({ code: 'format-mismatch', says: 'none of its first 2 rows is a JSON object' })
  })

  test('[E42] one list of objects is read like lines', async () => {
    const { events } = await readText(JSON.stringify([row, { ...row, messageId: 'm2' }], null, 2), profile, [3])
    expect(events.map(({ line, event }) => [line, event.id])).toEqual([
      [1, 'm1'],
      [2, 'm2'],
    ])
  })

  test('[E28] a column called __proto__ is a column', async () => {
    const { events } = await readText(`${lines(row).slice(0, -2)},"__proto__":"x","constructor":"y"}\n`, profile)
    expect(events[0]?.event.properties).toEqual({ '__proto__ (column)': 'x', constructor: 'y' })
  })
})
