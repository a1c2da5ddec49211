import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MapDocument, stepsOf } from '../../map/index.ts'
import { readNet } from '../fixture/petri-net.ts'
import { hasReal, oracle } from '../fixture/real-log.ts'
import { anySmallMap, anyTrace, smallMap } from '../fixture/small-map.ts'
import { apart, beginningsOf, waysThrough } from '../fixture/ways-through.ts'
import { align, both, compile, inLog, inMap } from './align.ts'
import { automatonOf } from './automaton.ts'
import { alignBatch, packTraces } from './batch.ts'
import { openAligner } from './threads.ts'

/** Cost and moves of a case over a map; `b-` is struck out, `b+` put in. */
function aligned(map: MapDocument, trace: string, isPrefix = false) {
  const { compiled, codes, nameOf } = machine(map)
  const { cost, moves } = align(compiled, codes(trace.split(' ')), isPrefix)
  const signs = { [both]: '', [inLog]: '-', [inMap]: '+' }
  return `${cost}: ${moves.map(({ kind, code }) => `${nameOf(code)}${signs[kind]}`).join(' ')}`
}

function machine(map: MapDocument) {
  const names = stepsOf(map).flatMap(({ step }) => (step.match === undefined ? [] : [step.id]))
  const found = automatonOf(map, (id) => names.indexOf(id) + 1)
  return {
    ...found,
    compiled: compile(found.automaton),
    codes: (trace: readonly string[]) => trace.map((id) => names.indexOf(id) + 1).filter((code) => code > 0),
    nameOf: (code: number) => names[code - 1] ?? '?',
  }
}

const plain = smallMap({ a: {}, b: {}, c: {} })

test('[C4] what the map does not draw is struck out, what the case lacks is put in', () => {
  expect(aligned(plain, 'a b c')).toBe('0: a b c')
  expect(aligned(plain, 'a c')).toBe('1: a b+ c')
  expect(aligned(plain, 'b c')).toBe('1: a+ b c')
  expect(aligned(plain, 'a b b c')).toBe('1: a b b- c')
  expect(aligned(plain, 'c')).toBe('2: a+ b+ c')
})

test('[C4] a case that may still go on owes nothing that has not come yet', () => {
  expect(aligned(plain, 'a', true)).toBe('0: a')
  expect(aligned(plain, 'a c b', true)).toBe('1: a c- b')
  expect(aligned(plain, 'b', true)).toBe('1: b-')
  expect(aligned(plain, 'a')).toBe('2: a b+ c+')
})

test('[C1] forks, rounds, other beginnings and other ends', () => {
  const map = smallMap({
    a: { next: ['b', 'c'] },
    b: { starts: true, ends: true, next: ['a'] },
    c: { next: [] },
    d: { starts: true },
  })
  for (const way of ['a c', 'a b', 'b', 'b a c', 'a b a b a c', 'd']) expect(aligned(map, way)).toMatch(/^0: /)
  expect(aligned(map, 'c')).toBe('1: a+ c')
  const ended = smallMap({ a: {}, b: {}, c: {} }, { case: { ends: { step: ['b'] } }, outcome: { good: ['a'] } })
  expect([aligned(ended, 'a'), aligned(ended, 'a b'), aligned(ended, 'a b c')]).toEqual(['0: a', '0: a b', '1: a b c-'])
})

test('[C2] a step that no event shows is passed for nothing', () => {
  const map = smallMap({ x: { match: undefined }, a: {}, y: { match: undefined, next: ['b', 'c'] }, b: {}, c: {} })
  expect(aligned(map, 'a c')).toBe('0: a c')
  expect(aligned(map, 'c')).toBe('1: a+ c')
  expect(machine(smallMap({ a: {}, z: { match: undefined, next: ['z'] } })).endless).toEqual(['a', 'z'])
  expect(aligned(smallMap({ z: { match: undefined } }), 'a')).toBe('0: ')
})

test('[C3] where no way leads to an end, a case may stop anywhere', () => {
  const map = smallMap({ a: {}, b: { next: ['a', 'b'] }, c: {} })
  expect(machine(map).endless).toEqual(['a', 'b'])
  expect([aligned(map, 'a'), aligned(map, 'a b b a')]).toEqual(['0: a', '0: a b b a'])
  const half = smallMap({ a: { next: ['b', 'c'] }, b: { next: ['b'] }, c: {} })
  expect(machine(half).endless).toEqual(['b'])
  expect([aligned(half, 'a b b'), aligned(half, 'a')]).toEqual(['0: a b b', '1: a b+'])
})

test('[C5] a step that comes again is struck out rather than a round put in', () => {
  const round = smallMap({ a: {}, b: { next: ['c', 'd'] }, c: { next: ['b'] }, d: {} })
  expect(aligned(round, 'a b b d')).toBe('1: a b b- d')
  expect(aligned(plain, 'a c b')).toBe('2: a c- b c+')
})

test('[C4] the cost is the least of all ways through the map, tried one by one', () => {
  fc.assert(
    fc.property(anySmallMap, anyTrace, (map, trace) => {
      const { compiled, codes, nameOf, endless } = machine(map)
      fc.pre(endless.length === 0)
      const case_ = codes(trace).map(nameOf)
      const { cost, moves } = align(compiled, codes(trace))
      const ways = waysThrough(map, case_.length + cost)
      expect(cost).toBe(Math.min(...ways.map((way) => apart(case_, way))))
      // The moves are an alignment: one row is the case, the other a way through the map.
      const row = (left: number) => moves.filter(({ kind }) => kind !== left).map(({ code }) => nameOf(code))
      expect(row(inMap)).toEqual(case_)
      expect(ways.map((way) => way.join(' '))).toContain(row(inLog).join(' '))
      expect(moves.filter(({ kind }) => kind !== both).length).toBe(cost)
      const beginnings = beginningsOf(map, 2 * case_.length)
      const begun = Math.min(case_.length, ...beginnings.map((way) => apart(case_, way)))
      expect(align(compiled, codes(trace), true).cost).toBe(begun)
    }),
    { seed: 2014, numRuns: 600 },
  )
})

test('[C9] threads align as the process itself does, and stop when they are told to', async () => {
  const { automaton, compiled } = machine(smallMap({ a: { next: ['a', 'b'] }, b: {}, c: {} }))
  const traces = packTraces(
    Array.from({ length: 200 }, (_, i) => ({
      steps: Array.from({ length: 1 + (i % 9) }, (_, k) => 1 + ((i * 7 + k * 5) % 3)),
      isOpen: i % 2 === 0,
    })),
  )
  {
    await using threads = openAligner(automaton, Number.POSITIVE_INFINITY)
    const found = await Promise.all([threads.align(traces), threads.align(traces), threads.align(traces)])
    for (const one of found) expect(one).toEqual(alignBatch(compiled, traces))
  }
  const stop = new AbortController()
  await using stopped = openAligner(automaton, Number.POSITIVE_INFINITY, stop.signal)
  const asked = stopped.align(traces)
  stop.abort(new Error('enough'))
  await expect(asked).rejects.toThrow('enough')
  await expect(stopped.align(traces)).rejects.toThrow('enough')
})

interface Found {
  readonly shortest_model_run_cost: number
  readonly variants: readonly (readonly [string[], number, number, number])[]
}

describe.each(['bpic2012_c', 'receipt', 'servicenow'])('%s, on the net of another tool', (log) => {
  const isAbsent = !hasReal(`oracle/${log}.imf02.pnml`)
  test.skipIf(isAbsent)('[C4] its sixty most frequent variants cost what that tool found, and fit as well', () => {
    const { automaton, names } = readNet(`${log}.imf02`)
    const compiled = compile(automaton)
    const found = oracle<Found>(`${log}.alignments`)
    expect(compiled.toEnd[0]).toBe(found.shortest_model_run_cost)
    for (const [steps, , cost, fitness] of found.variants) {
      const codes = steps.map((name) => names.indexOf(name) + 1 || 0xffff)
      const mine = align(compiled, codes)
      expect(mine.cost).toBe(cost)
      expect(1 - mine.cost / (steps.length + found.shortest_model_run_cost)).toBeCloseTo(fitness, 3)
    }
  })
})
