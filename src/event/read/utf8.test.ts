import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode } from './decode.ts'
import { bytesOf } from './trial.ts'
import { decodeUtf8, latin } from './utf8.ts'

async function text(chunks: readonly Uint8Array[], encoding?: 'latin-1'): Promise<string> {
  let all = ''
  const stream = (async function* () {
    yield* chunks
  })()
  for await (const piece of decode(stream, encoding)) all += piece.text
  return all
}

const bytes = fc.uint8Array({ maxLength: 40 }).map((one) => Uint8Array.from(one))
const mixed = fc
  .array(
    fc.oneof(
      bytes,
      fc.string({ unit: 'grapheme', maxLength: 6 }).map((one) => bytesOf(one.toWellFormed())),
    ),
    { maxLength: 5 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])))

test('[E7] well-formed text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (one) => decodeUtf8(bytesOf(one)) === one),
    { seed: 20417, numRuns: 500 },
  )
})

test('[E2] mixed bytes are the same text wherever they are cut', async () => {
  await fc.assert(
    fc.asyncProperty(mixed, fc.array(fc.nat(), { maxLength: 6 }), async (all, cuts) => {
      const at = [...new Set(cuts.map((cut) => cut % (all.length + 1)))].sort((a, b) => a - b)
      const chunks = [0, ...at].map((from, i) => all.subarray(from, at[i] ?? all.length))
      expect(await text(chunks)).toBe(await text([all]))
    }),
    { seed: 20418, numRuns: 1000 },
  )
})

test('[E7] single bytes are windows-1252, in both ways of reading them', async () => {
  const high = Uint8Array.from({ length: 128 }, (_, i) => i + 128)
  const expected = [...high].map(latin).join('')
  expect(await text([high], 'latin-1')).toBe(expected)
  expect(expected.slice(0, 4)).toBe('€\u0081‚ƒ')
})
