import { expect, test } from 'vitest'
import type { Link } from '../graph/model.ts'
import { type Ground, move, type Spot } from './keys.ts'
import type { DrawnLink } from './view.ts'

const box = (x: number, y: number) => ({ x, y, width: 100, height: 40 })
const boxes = new Map([
  ['a', box(100, 0)],
  ['b', box(0, 100)],
  ['c', box(200, 100)],
  ['d', box(100, 200)],
])
function drawn(from: string, to: string, cases: number, direction: DrawnLink['direction'] = 'on'): DrawnLink {
  const link: Link = { id: `${from}${to}`, from, to, kind: 'transition', count: cases, cases, times: null }
  return { link, direction, curve: [], width: 1, text: '', label: null, says: '' }
}
const ground: Ground = {
  boxes,
  links: [drawn('a', 'b', 5), drawn('a', 'c', 9), drawn('b', 'd', 5), drawn('c', 'd', 7), drawn('d', 'a', 1, 'back')],
}
const at = (id: string): Spot => ({ kind: 'place', id })

test('[P15] down goes along the busiest link, and on to its step', () => {
  const link = move(at('a'), 'ArrowDown', ground)
  expect(link).toEqual({ kind: 'link', id: 'ac', end: 'from' })
  expect(link && move(link, 'ArrowDown', ground)).toEqual(at('c'))
})

test('[P15] up goes against the busiest link', () => {
  const link = move(at('d'), 'ArrowUp', ground)
  expect(link).toEqual({ kind: 'link', id: 'cd', end: 'to' })
  expect(link && move(link, 'ArrowUp', ground)).toEqual(at('c'))
})

test('[P15] left and right go to the step beside, or to the next link of the same step', () => {
  expect(move(at('b'), 'ArrowRight', ground)).toEqual(at('c'))
  expect(move({ kind: 'link', id: 'ac', end: 'from' }, 'ArrowLeft', ground)).toEqual({
    kind: 'link',
    id: 'ab',
    end: 'from',
  })
  expect(move({ kind: 'link', id: 'ac', end: 'from' }, 'ArrowRight', ground)).toBe(null)
})

test('[P15] from every step every link of it can be reached', () => {
  for (const { link } of ground.links) {
    let spot = move(at(link.from), 'ArrowDown', ground)
    const seen = new Set<string>()
    for (const arrow of ['ArrowLeft', 'ArrowRight'] as const) {
      for (let step = 0; step < 5 && spot; step++) {
        seen.add(spot.id)
        spot = move(spot, arrow, ground) ?? spot
      }
    }
    expect(seen).toContain(link.id)
  }
})
