import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formats } from '../format.ts'
import { memoryFile } from '../memory-file.ts'
import { ReadProblem } from '../problem.ts'
import type { Profile } from '../profile.ts'
import { propose } from '../propose/propose.ts'
import { read } from './read.ts'
import { sniff } from './sniff.ts'
import { bytesOf, readAll } from './trial.ts'

// Whatever the bytes: a reader ends, and ends either well or with a ReadProblem; `readAll` lets no other error pass.
const fields = { case: 'a', name: 'b', at: 'c' }
const profileOf = (format: Profile['format']): Profile => ({ throughline: 'import/1', format, fields })

const good = {
  csv: 'a,b,c\n1,"x\ny",2024-01-01T00:00:00Z\n',
  'json-lines': '{"a":1,"b":"x","c":"2024-01-01T00:00:00Z"}\n',
  xes: '<?xml version="1.0"?><log><trace><string key="a" value="1"/><event><string key="b" value="x"/><date key="c" value="2024-01-01T00:00:00Z"/></event></trace></log>',
  ocel: '{"objects":[{"id":"o","type":"a"}],"events":[{"id":"e","type":"x","time":"2024-01-01T00:00:00Z","relationships":[{"objectId":"o"}]}]}',
  parquet: 'PAR1\u0015\u0004\u0015 \u0015\u0000PAR1',
} as const satisfies Record<(typeof formats)[number], string>

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 })
const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes))

/** A good file with a stretch of it replaced, dropped or repeated. */
const damaged = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(20), fc.oneof(anyBytes, fc.constant(new Uint8Array(0))))
    .map(([from, length, middle]) => {
      const bytes = bytesOf(text)
      return Uint8Array.from([...bytes.subarray(0, from), ...middle, ...bytes.subarray(from + length)])
    })

describe.each(formats)('%s', (format) => {
  test('[E4] any bytes are read, or refused as a file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyBytes, damaged(good[format])), sizes, async (bytes, cut) => {
        await readAll(memoryFile('rubbish', bytes, cut), profileOf(format))
      }),
      { seed: 20417, numRuns: 400 },
    )
  })

  test('[E2] a damaged file comes to the same wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(good[format]), sizes, async (bytes, cut) => {
        const whole = await readAll(memoryFile('rubbish', bytes), profileOf(format))
        expect(await readAll(memoryFile('rubbish', bytes, cut), profileOf(format))).toEqual(whole)
      }),
      { seed: 20418, numRuns: 200 },
    )
  })

  test('[E70] a proposal is made of any bytes, or they are refused as a file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyBytes, damaged(good[format])), async (bytes) => {
        const file = memoryFile('rubbish', bytes)
        const proposal = await propose(file).catch((error: unknown) => {
          if (error instanceof ReadProblem) return null
          throw error
        })
        if (proposal === null || proposal.questions.length > 0) return
        await readAll(file, proposal.profile)
      }),
      { seed: 20419, numRuns: 200 },
    )
  })
})

test('[E6] sniffing takes any bytes', () => {
  fc.assert(
    fc.property(anyBytes, fc.string(), (bytes, name) => {
      sniff(bytes, name)
    }),
    { seed: 20420 },
  )
})

test('[E6] what a file is, its content says, not its name', () => {
  const found = formats.map((format) => sniff(bytesOf(good[format]), 'data.txt').format)
  expect(found).toEqual([...formats])
  expect(sniff(bytesOf('PK\u0003\u0004rest'), 'data.csv').format).toBeNull()
  expect(sniff(Uint8Array.from([0x61, 0x3b, 0xe9, 0x0a]), 'data.csv').encoding).toBe('latin-1')
})

test('[E4] an error of the one who hands in the bytes is passed on as it is', async () => {
  const broken = {
    name: 'disk',
    // biome-ignore lint/correctness/useYield: a stream that fails at once
    async *stream() {
      throw new Error('disk on fire')
    },
  }
  await expect(async () => {
    for await (const _ of read(broken, profileOf('csv'))) expect.unreachable()
  }).rejects.toThrow('disk on fire')
})

test.each([
  ['', 'it is empty (0 bytes)'],
  ['PK\u0003\u0004\u0014\u0000[Content_Types].xml', 'it is an Excel workbook'],
  ['PK\u0003\u0004\u0014\u0000data.csv', 'it is a zip archive'],
  ['%PDF-1.7', 'it is a PDF'],
  ['<!DOCTYPE html><title>Sign in</title>', 'it is a web page (HTML)'],
  ['BZh91AY&SY\u0000', 'it is packed with bzip2'],
  ['XPNG\r\n\u001a\n\u0000', 'it is a picture'],
  ['GIF89a\u0000\u0000', 'it is a picture'],
  [' \n\n', 'it holds nothing but white space'],
  ['\u0000\u0001\u0002', 'its first bytes are of no format that can be read'],
])('[E78] a file that is none of ours is called by its name: %j', async (text, says) => {
  await expect(propose(memoryFile('file', bytesOf(text)))).rejects.toMatchObject({ code: 'format-unknown', says })
})

test.each([
  ['case,name,at\n', 'file has the names of columns (case, name, at) and no row below them'],
  ['case,name,at\n"A,x,1\n', 'file has no row that can be read: line 2 opens a quote that is never closed'],
])('[E78] a table without a row that can be read says so: %j', async (text, says) => {
  expect((await propose(memoryFile('file', bytesOf(text)))).questions).toEqual([says])
})

test('[E7] UTF-16 without its mark is told by the zeros in it', async () => {
  const text = 'case,name,at\nA,Größe,2024-01-01T00:00:00Z\n'
  const little = new Uint8Array([...text].flatMap((letter) => [letter.charCodeAt(0), 0]))
  const big = little.map((_, at) => little[at ^ 1] ?? 0)
  for (const bytes of [little, big]) {
    const { sample, profile } = await propose(memoryFile('file', bytes))
    expect(sample).toMatchObject([{ event: { name: 'Größe' } }])
    expect(profile.encoding).toBe(bytes === little ? 'utf-16le' : 'utf-16be')
  }
})
