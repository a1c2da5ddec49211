import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { flowing, pathOf, sampled } from './curve.ts'
import { labelBox, overlap, placeLabels } from './labels.ts'

const point = fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 600 }) })
const box = point.map(({ x, y }) => ({ x, y, width: 160, height: 46 }))
const link = fc.record({
  curve: fc.array(point, { minLength: 2, maxLength: 4 }).map(flowing),
  text: fc.constantFrom('7', '1,400', '2.1 d'),
})

test('[P11] no label lies on another or on a step', () => {
  fc.assert(
    fc.property(fc.array(link, { maxLength: 30 }), fc.array(box, { maxLength: 8 }), (links, boxes) => {
      const named = links.map((one, i) => ({ ...one, id: String(i) }))
      const placed = placeLabels(named, boxes)
      const drawn = named.flatMap((one) => {
        const at = placed.get(one.id)
        return at ? [labelBox(at, one.text)] : []
      })
      drawn.forEach((one, i) => {
        expect([...boxes, ...drawn.slice(i + 1)].some((other) => overlap(one, other))).toBe(false)
      })
    }),
    { seed: 20417, numRuns: 150 },
  )
})

test('[P11] a label alone stands in the middle of its link', () => {
  const curve = flowing([
    { x: 0, y: 0 },
    { x: 0, y: 200 },
  ])
  expect(placeLabels([{ id: 'one', curve, text: '12' }], []).get('one')).toEqual({ x: 0, y: 100 })
})

test('[P11] points along a curve keep equal lengths', () => {
  const along = sampled(
    flowing([
      { x: 0, y: 0 },
      { x: 0, y: 90 },
    ]),
    4,
  )
  expect([...along].map(Math.round)).toEqual([0, 0, 0, 30, 0, 60, 0, 90])
  expect(
    pathOf(
      flowing([
        { x: 0, y: 0 },
        { x: 10, y: 20 },
      ]),
    ),
  ).toBe('M0 0C0 10 10 10 10 20')
})
