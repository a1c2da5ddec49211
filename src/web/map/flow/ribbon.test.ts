import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stack } from './ports.ts'
import { flowShape } from './ribbon.ts'
import { barWidth } from './sizes.ts'

const column = 112
const flow = fc
  .integer({ min: 1, max: 60 })
  .chain((n) =>
    fc.record({
      steps: fc
        .array(fc.record({ cases: fc.nat(5000), dropped: fc.option(fc.nat(400), { nil: null }) }), {
          minLength: n,
          maxLength: n,
        })
        .map((steps) => steps.map((step, i) => ({ ...step, id: `s${i}` }))),
      ways: fc.array(
        fc.record({ from: fc.nat(n - 1), to: fc.nat(n - 1), cases: fc.nat(5000) }).map((way) => ({
          from: `s${way.from}`,
          to: `s${way.to}`,
          cases: way.cases,
        })),
        { maxLength: 80 },
      ),
    }),
  )
  .map((input) => ({ ...input, column }))

test('[M10] bars are to scale: the step with most people is 64 high, half of them half as high', () => {
  const shape = flowShape({
    steps: [
      { id: 'a', cases: 400, dropped: 200 },
      { id: 'b', cases: 200, dropped: null },
    ],
    ways: [{ from: 'a', to: 'b', cases: 200 }],
    column,
  })
  expect(shape.bars.map((bar) => bar.height)).toEqual([64, 32])
  expect(shape.bars.map((bar) => bar.x)).toEqual([8, 120])
  expect(shape.falls.map((fall) => fall.cases)).toEqual([200])
})

test('[M10] a step that nobody reached has no bar, and a map without cases divides by nothing', () => {
  const shape = flowShape({ steps: [{ id: 'a', cases: 0, dropped: 0 }], ways: [], column })
  expect(shape.bars[0]?.height).toBe(0)
  expect(shape.falls).toEqual([])
})

test('[M11] every way is drawn or counted as undrawn', () => {
  fc.assert(
    fc.property(flow, (input) => {
      const shape = flowShape(input)
      const drawn = shape.ribbons.length + shape.skips.length + shape.arches.length
      expect(drawn + shape.undrawn.ways).toBe(input.ways.filter((way) => way.cases > 0).length)
    }),
    { seed: 20417 },
  )
})

test('[M12] labels of arches never meet on a level, nor the leg of any arch', () => {
  fc.assert(
    fc.property(flow, (input) => {
      const { arches } = flowShape(input)
      for (const [i, a] of arches.entries()) {
        for (const b of arches.slice(i + 1)) {
          if (a.label.y === b.label.y) expect(Math.abs(a.label.x - b.label.x)).toBeGreaterThanOrEqual(56)
        }
        const inColumn = ((a.label.x - 28) % column) - 8
        expect(inColumn).toBeGreaterThanOrEqual(barWidth)
      }
    }),
    { seed: 20417 },
  )
})

test('[M12] zones stay apart: counts under the arches, bars under the counts, falls under the bars', () => {
  fc.assert(
    fc.property(flow, (input) => {
      const shape = flowShape(input)
      for (const arch of shape.arches) expect(arch.label.y).toBeLessThan(shape.countsY - 10)
      expect(shape.countsY).toBeLessThan(shape.barsY)
      expect(shape.fallsY).toBeGreaterThan(shape.barsY + 64)
      expect(shape.height).toBeGreaterThan(shape.fallsY)
    }),
    { seed: 20417 },
  )
})

test('[M10] ends stack from the top of a bar and overlap rather than leave it', () => {
  expect(stack([10, 20], { y: 5, height: 40 })).toEqual([5, 15])
  expect(stack([30, 20], { y: 0, height: 40 })).toEqual([0, 20])
  expect(stack([50], { y: 0, height: 40 })).toEqual([0])
})
