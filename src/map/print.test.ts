import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyMap } from './arbitrary.ts'
import { type MapDocument, parseMap, printMap } from './index.ts'

const seed = 20_417
const example = readFileSync(new URL('./example.map.yaml', import.meta.url), 'utf8')

function parsed(text: string): MapDocument {
  const result = parseMap(text)
  if (!result.ok) throw new Error(`${JSON.stringify(result.problems)}\n${text}`)
  return result.map
}

test('[M7] what is printed is parsed as the same map, and printed the same again', () => {
  fc.assert(
    fc.property(anyMap, (map) => {
      const text = printMap(map)
      const again = parsed(text)
      expect(again).toEqual(map)
      expect(printMap(again)).toBe(text)
    }),
    { seed, numRuns: 600 },
  )
})

test('[M8] the canonical text is as people would write it', () => {
  const lines = example.split('\n').filter((line) => !line.startsWith('#'))
  expect(printMap(parsed(example))).toBe(lines.join('\n'))
})

test('[M8] the order of keys is that of the schema, however they were given', () => {
  const text =
    'state: as-is\nphases:\n  - steps: [{ title: A, id: a }]\n    title: P\n    id: p\ntitle: T\nid: t\nthroughline: map/1\n'
  expect(printMap(parsed(text))).toBe(
    'throughline: map/1\nid: t\ntitle: T\nstate: as-is\nphases:\n  - id: p\n    title: P\n    steps:\n      - id: a\n        title: A\n',
  )
})

test('[M8] a line that would be long is broken up', () => {
  const goals = Array.from({ length: 9 }, (_, i) => `goal number ${i}`)
  const text = printMap({ ...parsed(example), personas: [{ id: 'buyer', title: 'Buyer', goals }] })
  expect(text).toContain('personas:\n  - id: buyer\n    title: Buyer\n    goals:\n      - goal number 0\n')
})

test('[M7] what is no map is not printed', () => {
  expect(() => printMap({ ...parsed(example), id: 'Not Kebab' })).toThrow()
})
