import type { Replay } from '../../../insight/answers.ts'
import { endId, linkId, placeId } from '../graph/model.ts'

/**
 * Cases as stretches between two visible steps, in typed arrays: for each stretch when it begins and ends (seconds since
 * 1970) and the way it takes. `first` says where each case's stretches begin, with one more for the end.
 */
export interface Film {
  readonly from: number
  readonly to: number
  readonly cases: number
  /** cases that are on the picture at all: they visit two visible steps or more */
  readonly first: Int32Array
  readonly begins: Float64Array
  readonly ends: Float64Array
  /** place in `ways` */
  readonly way: Int32Array
  readonly ways: readonly Way[]
}

export interface Way {
  readonly from: string
  readonly to: string
  /** the link it runs along; null where it is not shown, or where hidden steps lie between */
  readonly link: string | null
}

export function toFilm(replay: Replay, steps: ReadonlySet<string>, links: ReadonlySet<string>): Film {
  const ids = replay.names.map(placeId)
  const ways = new Ways(links)
  const first = [0]
  const [begins, ends, way]: [number[], number[], number[]] = [[], [], []]
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const one of replay.cases) {
    from = Math.min(from, one.at[0] ?? from)
    to = Math.max(to, one.at.at(-1) ?? to)
    let last = -1
    for (let i = 0; i < one.steps.length; i++) {
      const here = ids[one.steps[i] ?? -1]
      if (here === undefined || !steps.has(here)) continue
      const before = last < 0 ? undefined : ids[one.steps[last] ?? -1]
      if (before !== undefined) {
        begins.push(one.at[last] ?? 0)
        ends.push(one.at[i] ?? 0)
        way.push(ways.of(before, here, i - last === 1))
      }
      last = i
    }
    first.push(way.length)
  }
  return {
    from: Number.isFinite(from) ? from : 0,
    to: Number.isFinite(to) ? to : 0,
    cases: replay.cases.length,
    first: Int32Array.from(first),
    begins: Float64Array.from(begins),
    ends: Float64Array.from(ends),
    way: Int32Array.from(way),
    ways: ways.list,
  }
}

class Ways {
  readonly list: Way[] = []
  readonly #places = new Map<string, number>()
  readonly #links: ReadonlySet<string>
  constructor(links: ReadonlySet<string>) {
    this.#links = links
  }
  of(from: string, to: string, direct: boolean): number {
    const id = linkId(from, to)
    const link = direct && to !== endId && this.#links.has(id) ? id : null
    const key = link ?? `past ${id}`
    const known = this.#places.get(key)
    if (known !== undefined) return known
    this.#places.set(key, this.list.length)
    return this.list.push({ from, to, link }) - 1
  }
}

export interface Moving {
  /** how many of `cases`, `ways` and `shares` are in use */
  count: number
  /** of those, on a way that is not drawn */
  hidden: number
  readonly cases: Int32Array
  readonly ways: Int32Array
  readonly shares: Float32Array
}

export function emptyMoving(film: Film): Moving {
  const room = film.cases
  return {
    count: 0,
    hidden: 0,
    cases: new Int32Array(room),
    ways: new Int32Array(room),
    shares: new Float32Array(room),
  }
}

/** Writes where every case is at an instant. The stretch is found by halving, so any instant is as near as the next. */
export function movingAt(film: Film, at: number, out: Moving): Moving {
  out.count = 0
  out.hidden = 0
  for (let one = 0; one < film.cases; one++) {
    const [low, high] = [film.first[one] ?? 0, film.first[one + 1] ?? 0]
    if (low === high || at < (film.begins[low] ?? 0) || at >= (film.ends[high - 1] ?? 0)) continue
    const stretch = lastBegun(film.begins, low, high, at)
    const [begins, ends] = [film.begins[stretch] ?? 0, film.ends[stretch] ?? 0]
    const way = film.way[stretch] ?? 0
    out.cases[out.count] = one
    out.ways[out.count] = way
    out.shares[out.count] = ends > begins ? (at - begins) / (ends - begins) : 1
    out.count++
    if (film.ways[way]?.link === null) out.hidden++
  }
  return out
}

/** The last stretch in [low, high) that has begun: among those of no length at one instant, the last. */
function lastBegun(begins: Float64Array, low: number, high: number, at: number): number {
  let [left, right] = [low, high]
  while (right - left > 1) {
    const middle = (left + right) >> 1
    if ((begins[middle] ?? 0) <= at) left = middle
    else right = middle
  }
  return left
}
