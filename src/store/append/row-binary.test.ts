import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowBinary } from './row-binary.ts'

test('[S16] texts of any length and script are written as their UTF-8 with its length', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ maxLength: 70 }),
    fc.constantFrom('a'.repeat(127), 'a'.repeat(128), 'é'.repeat(64), '💶'.repeat(5_000)),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
      const rows = new RowBinary(1)
      for (const text of texts) rows.text(text)
      expect(readTexts(rows.take())).toEqual(texts.map((text) => Buffer.from(text, 'utf8').toString('utf8')))
    }),
    { seed: 20419 },
  )
})

test('[S16] 64-bit integers are exact as far as numbers are', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (n) => {
      const rows = new RowBinary(1)
      rows.int64(n)
      expect(rows.take().readBigInt64LE(0)).toBe(BigInt(n))
    }),
    { seed: 20420 },
  )
})

function readTexts(bytes: Buffer): string[] {
  const texts: string[] = []
  for (let at = 0; at < bytes.length; ) {
    let length = 0
    let shift = 1
    for (let byte = 0x80; byte >= 0x80; shift *= 0x80) {
      byte = bytes[at++] ?? 0
      length += (byte % 0x80) * shift
    }
    texts.push(bytes.toString('utf8', at, at + length))
    at += length
  }
  return texts
}
