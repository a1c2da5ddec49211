import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryFile } from '../memory-file.ts'
import type { Profile } from '../profile.ts'
import { CsvScanner, longestRow } from './csv-scan.ts'
import { bytesOf, readAll, readText } from './trial.ts'

const profile: Profile = {
  throughline: 'import/1',
  format: 'csv',
  fields: { case: 'case', name: 'name', at: 'at' },
}
const head = 'case,name,at,note\n'
const time = '2024-01-01T00:00:00Z'

/** The rows of a text with their lines, and what was bad. */
function scan(text: string, delimiter = ',', cuts: readonly number[] = []) {
  const rows: { cells: string[]; line: number }[] = []
  const bad: { line: number; reason: string }[] = []
  const scanner = new CsvScanner(delimiter, {
    row: (cells, line) => rows.push({ cells: [...cells], line }),
    bad: (line, _text, reason) => bad.push({ line, reason }),
  })
  for (const piece of pieces(text, cuts)) scanner.push(piece)
  scanner.end()
  return { rows, bad }
}

function pieces(text: string, cuts: readonly number[]): string[] {
  const at = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((from, i) => text.slice(from, at[i] ?? text.length))
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '|', '\n', '\r\n', ' ', '€', '🤨'),
  maxLength: 8,
})
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))
const delimiters = fc.constantFrom(',', ';', '\t', '|')
const cuts = fc.array(fc.nat(), { maxLength: 12 })

function print(rows: readonly (readonly string[])[], delimiter: string, lineEnd: string): string {
  const quoted = (text: string) =>
    /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  return rows.map((row) => row.map(quoted).join(delimiter) + lineEnd).join('')
}

describe('rows', () => {
  test('[E10] what is printed as CSV is read as it was, however it is delimited and cut', () => {
    fc.assert(
      fc.property(table, delimiters, fc.constantFrom('\n', '\r\n'), cuts, (rows, delimiter, lineEnd, at) => {
        const { rows: read, bad } = scan(print(rows, delimiter, lineEnd), delimiter, at)
        expect(bad).toEqual([])
        expect(read.map((row) => row.cells)).toEqual(rows)
      }),
      { seed: 20417, numRuns: 500 },
    )
  })

  test('[E2] rubbish gives the same rows and complaints wherever it is cut', () => {
    const rubbish = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'x', ' '), maxLength: 60 })
    fc.assert(
      fc.property(rubbish, cuts, (text, at) => {
        expect(scan(text, ',', at)).toEqual(scan(text))
      }),
      { seed: 20418, numRuns: 2000 },
    )
  })

  test('[E11] a quote in the middle of an unquoted cell is itself', () => {
    expect(scan('a 5" disk,b\n').rows[0]?.cells).toEqual(['a 5" disk', 'b'])
  })

  test('[E12] lines count those inside of quotes', () => {
    expect(scan('a,b\n"1\n2\r\n3",x\nc,d\n').rows.map((row) => row.line)).toEqual([1, 2, 5])
  })

  test('[E13] a line with nothing in it is no row', () => {
    expect(scan('a,b\n\n\r\nc,d').rows.map((row) => row.line)).toEqual([1, 4])
  })

  test('[E14] text behind a closing quote spoils its row and no other', () => {
    const { rows, bad } = scan('a,b\n"x"y,1\nc,d\n')
    expect(bad).toEqual([{ line: 2, reason: 'has text behind a closing quote' }])
    expect(rows.map((row) => row.line)).toEqual([1, 3])
  })

  test('[E14] a quote that is never closed spoils its row and no other', () => {
    const { rows, bad } = scan('a,b\n"x,1\nc,d\ne,f\n', ',', [7, 9])
    expect(bad).toEqual([{ line: 2, reason: 'opens a quote that is never closed' }])
    expect(rows.map((row) => row.line)).toEqual([1, 3, 4])
  })

  test('[E5] a row without an end is given up, not gathered', () => {
    const filler = 'x'.repeat(longestRow)
    const { rows, bad } = scan(`a,b\n${filler},${filler}\nc,d\n`, ',', [longestRow + 9])
    expect(bad.map((one) => one.line)).toEqual([2])
    expect(rows.map((row) => row.cells)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })
})

describe('events', () => {
  test('[E11] a file of classic Mac lines is read as any other, however it is cut', async () => {
    const text = `sep=;\rcase;name;at;note\rc1;x;${time};"a\rb"\rc1;y;${time};\r`
    const events = (read: Awaited<ReturnType<typeof readText>>) =>
      read.events.map(({ event, line }) => ({ event, line }))
    const classic = await readText(text, profile)
    expect(classic.refused).toEqual([])
    expect(events(classic)).toEqual(events(await readText(text.replaceAll('\r', '\n'), profile)))
    expect(classic.events.map(({ event }) => event.name)).toEqual(['x', 'y'])
  })

  test('[E20] a column that is mapped is a field, every other a property, an empty cell nothing', async () => {
    const { events } = await readText(`${head}c1,x,${time},\nc1,y,${time},hello\n`, profile)
    expect(events.map(({ event }) => event.properties)).toEqual([{}, { note: 'hello' }])
    expect(events[0]).toEqual({
      line: 2,
      event: {
        customer: { userId: 'c1' },
        case: 'c1',
        name: 'x',
        at: 1704067200000000,
        actor: 'customer',
        properties: {},
      },
    })
  })

  test('[E13] a row with too few or too many cells is refused; delimiters at its end are forgiven', async () => {
    const { events, refused } = await readText(`${head}c1,x,${time}\nc1,x,${time},a,b\nc1,x,${time},a,,\n`, profile)
    expect(refused.map(({ line, field, reason }) => ({ line, field, reason }))).toEqual([
      { line: 2, field: 'row', reason: 'has 3 cells where the header has 4' },
      { line: 3, field: 'row', reason: 'has 5 cells where the header has 4' },
    ])
    expect(events.map((one) => one.line)).toEqual([4])
  })

  test('[E3] a refusal names the line behind quoted line ends, and cuts a long value', async () => {
    const { refused } = await readText(`${head}c1,x,${time},"1\n2\n3"\nc1,x,${'9'.repeat(500)},\n`, profile)
    expect(refused).toEqual([
      { file: 'trial', line: 5, field: 'at', value: `${'9'.repeat(199)}…`, reason: 'is not a time that can be read' },
    ])
  })

  test('[E10] columns that share a name stay apart, and one without a name has its place', async () => {
    const { events } = await readText(`case,name,at,note,note,\nc,x,${time},1,2,3\n`, profile)
    expect(events[0]?.event.properties).toEqual({ note: '1', 'note (2)': '2', 'column 6': '3' })
  })

  test('[E23] a column that the profile names and the file lacks is a problem that lists what there is', async () => {
    const { problem } = await readText(head, { ...profile, fields: { ...profile.fields, team: 'squad' } })
    expect(problem?.code).toBe('no-such-column')
    expect(problem?.message).toBe(
      'trial:1: there is no column "squad", which team is to be read from. Its columns are case, name, at, note',
    )
  })

  test('[E7] bytes that are not UTF-8 are read as latin-1, the others as UTF-8', async () => {
    const bytes = Uint8Array.from([...bytesOf(`${head}c1,naïve €,${time},`), 0xe9, 0x80, 0x0a])
    const { events } = await readAll(memoryFile('trial', bytes, [1]), profile)
    expect(events[0]?.event).toMatchObject({ name: 'naïve €', properties: { note: 'é€' } })
  })

  test('[E7] a byte order mark is no part of the first name, in UTF-8 and UTF-16', async () => {
    const text = `\ufeff${head}c1,x,${time},é\n`
    const wide = new Uint8Array(Uint16Array.from([...text], (one) => one.charCodeAt(0)).buffer)
    for (const bytes of [bytesOf(text), wide]) {
      const { events } = await readAll(memoryFile('trial', bytes, [3, 1, 2]), profile)
      expect(events[0]?.event).toMatchObject({ case: 'c1', properties: { note: 'é' } })
    }
  })

  test('[E2] events and refusals are the same whatever the chunks', async () => {
    const text = `${head}c1,"x\n""y""",${time},é€🤨\nbad\nc2,z,never,1\n"c3,z,${time},2\nc4,z,${time},3\n`
    const whole = await readText(text, profile)
    expect(whole.events.length).toBe(2)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (sizes) => {
        expect(await readText(text, profile, sizes)).toEqual(whole)
      }),
      { seed: 20419, numRuns: 100 },
    )
  })

  test('[E1] every row of a long file is an event or a refusal', async () => {
    const rows = Array.from({ length: 25_000 }, (_, i) => `c${i % 7},x,${i % 100 === 0 ? 'never' : time},\n`)
    const { events, refused } = await readText(head + rows.join(''), profile, [100_000])
    expect([events.length, refused.length]).toEqual([24_750, 250])
    expect(events.at(-1)?.line).toBe(25_001)
  })
})
