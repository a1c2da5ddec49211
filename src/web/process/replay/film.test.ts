import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Replay } from '../../../insight/answers.ts'
import { linkId, placeId } from '../graph/model.ts'
import { emptyMoving, movingAt, toFilm } from './film.ts'

const names = ['a', 'b', 'c']
const all = new Set(names.map(placeId))
const [ab, bc, ac] = ['ab', 'bc', 'ac'].map(([from = '', to = '']) => linkId(placeId(from), placeId(to)))
const links = new Set([ab, bc, ac].filter((id) => id !== undefined))
const one: Replay = { names, cases: [{ steps: [0, 1, 2], at: [100, 200, 400] }], of: 1 }

function at(replay: Replay, instant: number, steps: ReadonlySet<string> = all) {
  const film = toFilm(replay, steps, links)
  const moving = movingAt(film, instant, emptyMoving(film))
  return {
    moving: Array.from({ length: moving.count }, (_, i) => ({
      link: film.ways[moving.ways[i] ?? -1]?.link,
      share: moving.shares[i],
    })),
    hidden: moving.hidden,
  }
}

test('[P12] a case is between the steps around the instant, as far as time has gone', () => {
  expect(at(one, 150)).toEqual({ moving: [{ link: ab, share: 0.5 }], hidden: 0 })
  expect(at(one, 250)).toEqual({ moving: [{ link: bc, share: 0.25 }], hidden: 0 })
})

test('[P12] before its first and after its last step a case is not on the picture', () => {
  expect(at(one, 99).moving).toEqual([])
  expect(at(one, 400).moving).toEqual([])
})

test('[P12] of steps at one instant the last counts', () => {
  const replay: Replay = { names, cases: [{ steps: [0, 1, 2], at: [100, 100, 200] }], of: 1 }
  expect(at(replay, 100).moving).toEqual([{ link: bc, share: 0 }])
})

test('[P13] over a hidden step a case goes straight on, and is counted as hidden', () => {
  const shown = new Set([placeId('a'), placeId('c')])
  expect(at(one, 250, shown)).toEqual({ moving: [{ link: null, share: 0.5 }], hidden: 1 })
})

test('[P13] a case with fewer than two visible steps is not on the picture', () => {
  expect(at(one, 150, new Set([placeId('a')])).moving).toEqual([])
})

const anyReplay = fc
  .array(fc.array(fc.record({ step: fc.nat(2), gap: fc.nat(50) }), { maxLength: 8 }), { maxLength: 12 })
  .map(
    (cases): Replay => ({
      names,
      cases: cases.map((visits) => {
        let time = 0
        return { steps: visits.map((v) => v.step), at: visits.map((v) => (time += v.gap)) }
      }),
      of: cases.length,
    }),
  )

test('[P12] each case is where a plain walk through its visits finds it', () => {
  fc.assert(
    fc.property(anyReplay, fc.integer({ min: -5, max: 420 }), (replay, instant) => {
      const plain = replay.cases.flatMap(({ steps, at: times }) => {
        const last = times.findLastIndex((time) => time <= instant)
        if (last < 0 || last >= steps.length - 1) return []
        const [from = 0, to = 0] = [times[last], times[last + 1]]
        return [Math.fround((instant - from) / (to - from))]
      })
      expect(at(replay, instant).moving.map((m) => m.share)).toEqual(plain)
    }),
    { seed: 20417, numRuns: 400 },
  )
})

test('[P14] the same instant gives the same picture, whatever was shown before it', () => {
  fc.assert(
    fc.property(anyReplay, fc.array(fc.nat(420), { minLength: 2, maxLength: 6 }), (replay, instants) => {
      const film = toFilm(replay, all, links)
      const used = emptyMoving(film)
      for (const instant of instants) {
        const [again, fresh] = [movingAt(film, instant, used), movingAt(film, instant, emptyMoving(film))]
        expect(again.ways.slice(0, again.count)).toEqual(fresh.ways.slice(0, fresh.count))
        expect([again.count, again.hidden]).toEqual([fresh.count, fresh.hidden])
      }
    }),
    { seed: 20417, numRuns: 100 },
  )
})
