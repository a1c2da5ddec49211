import { from, type Passages, passageCount, until } from './passages.ts'

/** A kind of context: what of a case's past it looks at, in words, and the plainer kind it leans on. */
export interface ContextKind {
  readonly says: string
  readonly parent: number
  /** the steps looked back at, for the sentence that says what a forecast rests on; null: it looks at something else */
  readonly back: number | null
}

/** Which contexts each visit stands in: `kinds.length` ids a visit, of contexts that were seen twice or more. */
export interface Contexts {
  readonly kinds: readonly ContextKind[]
  readonly parents: Int8Array
  readonly ids: Int32Array
  readonly count: number
}

/** A context seen once teaches nothing that its parent does not know as well. */
const fewest = 2
const sequences = [1, 2, 3, 4, 6, 9] as const
const hour = 3_600_000_000

/** The kinds of context for passages with these attributes. The first attributes are those that say most. */
function contextKinds(attributes: readonly string[]): readonly ContextKind[] {
  const kinds: ContextKind[] = [{ says: 'all cases', parent: -1, back: 0 }]
  const add = (says: string, parent: number, back: number | null = null) => kinds.push({ says, parent, back }) - 1
  const lasts = sequences.map((back, i) => add(`the last ${back} steps`, i === 0 ? 0 : i, back))
  const last = lasts[0] ?? 0
  const two = lasts[1] ?? 0
  const visited = add('the last step and which steps were visited', last)
  add('the last step and how often each step was visited', visited)
  add('the whole way so far', lasts.at(-1) ?? 0)
  add('the last step, its visits and how many came before', last)
  add('the last two steps and the time between', two)
  add('the last step and the time since the case began', last)
  add('the last step, the hour and the day of the week', last)
  for (const attribute of attributes) {
    const with1 = add(`the last step with its ${attribute}`, last)
    add(`the last two steps with their ${attribute}`, with1)
  }
  const [first] = attributes
  if (first !== undefined) {
    const with3 = add(`the last three steps with their ${first}`, kinds.length - 1)
    add(`the last five steps with their ${first}`, with3)
    add(`the last step and which steps were visited, with its ${first}`, visited)
    add(`the last step with its ${attributes.join(', ')}`, last)
  }
  return kinds
}

/** Two 26-bit hashes as one whole number: two contexts share one less than once in a million stores. */
function mix(key: number, value: number): number {
  const hi = Math.floor(key / 0x4000000)
  const lo = key % 0x4000000
  const a = Math.imul(hi ^ (value + 0x9e3779b9), 0x85ebca6b) ^ Math.imul(lo, 0x27d4eb2f)
  const b = Math.imul(lo ^ (value + 0x7f4a7c15), 0xc2b2ae35) ^ Math.imul(hi, 0x165667b1)
  return ((a ^ (a >>> 15)) >>> 6) * 0x4000000 + ((b ^ (b >>> 13)) >>> 6)
}

/** Sets and bags of steps are sums, so that the order does not matter. */
function add26(key: number, value: number): number {
  const hi = (Math.floor(key / 0x4000000) + Math.floor(value / 0x4000000)) % 0x4000000
  return hi * 0x4000000 + (((key % 0x4000000) + (value % 0x4000000)) % 0x4000000)
}

/** Times in steps of a factor of about three, from a second on: 0 s, 1 s, 3 s, 10 s … 1 year. */
function timeBucket(micros: number): number {
  return micros < 1_000_000 ? 0 : 1 + Math.min(16, Math.floor(Math.log(micros / 1e6) * 0.91))
}

/** Ids of all contexts of all visits. A visit's contexts look at it and at what came before it, never after. */
export function contextsOf(passages: Passages, known: (visit: number) => boolean): Contexts {
  const kinds = contextKinds(passages.attributes.map((attribute) => attribute.name))
  const ids = keyed(passages, kinds.length)
  return { kinds, parents: Int8Array.from(kinds, (kind) => kind.parent), ...interned(ids, kinds.length, known) }
}

function keyed(passages: Passages, width: number): Float64Array {
  const keys = new Float64Array(passages.steps.length * width)
  const marks = passages.attributes.map((attribute) => attribute.codes)
  const state: CaseSoFar = { visits: new Map(), visited: 1, bag: 1, whole: 1 }
  for (let p = 0; p < passageCount(passages); p++) {
    const start = from(passages, p)
    state.visits.clear()
    state.visited = state.bag = state.whole = 1
    for (let i = start; i < until(passages, p); i++) {
      writeKeys(keys, i * width, width, passages, marks, start, i, state)
    }
  }
  return keys
}

interface CaseSoFar {
  readonly visits: Map<number, number>
  visited: number
  bag: number
  whole: number
}

function writeKeys(
  keys: Float64Array,
  at: number,
  width: number,
  passages: Passages,
  marks: readonly Uint8Array[],
  start: number,
  i: number,
  state: CaseSoFar,
): void {
  const { steps, at: times } = passages
  const step = steps[i] ?? 0
  const times0 = times[i] ?? 0
  const nth = (state.visits.get(step) ?? 0) + 1
  state.visits.set(step, nth)
  if (nth === 1) state.visited = add26(state.visited, mix(77, step))
  if (nth <= 6) state.bag = add26(state.bag, mix(99, step))
  state.whole = mix(state.whole, step)
  let kind = 0
  const put = (key: number) => {
    keys[at + kind] = mix(key, kind)
    kind++
  }
  const stepAt = (back: number) => (i - back >= start ? (steps[i - back] ?? 0) : 0)
  const markAt = (mark: Uint8Array, back: number) => (i - back >= start ? (mark[i - back] ?? 0) : 255)
  put(1)
  let sequence = 5
  let length = 0
  for (const back of sequences) {
    for (; length < back; length++) sequence = mix(sequence, stepAt(length))
    put(sequence)
  }
  const gap = i === start ? 0 : 1 + timeBucket(times0 - (times[i - 1] ?? 0))
  const when = Math.floor(times0 / hour)
  const weekday = Math.floor(when / 24 + 3) % 7
  put(mix(state.visited, step))
  put(mix(state.bag, step))
  put(state.whole)
  put(mix(mix(step, Math.min(nth, 12)), Math.min(24, i - start)))
  put(mix(mix(mix(11, step), stepAt(1)), gap))
  put(mix(mix(12, step), timeBucket(times0 - (times[start] ?? 0))))
  put(mix(mix(13, step), (Math.floor((when % 24) / 2) << 3) | weekday))
  for (const mark of marks) {
    const own = mix(mix(14, step), markAt(mark, 0))
    put(own)
    put(mix(mix(own, stepAt(1)), markAt(mark, 1)))
  }
  const [first] = marks
  if (first === undefined) return
  let marked = 15
  for (let back = 0; back < 5; back++) {
    marked = mix(mix(marked, stepAt(back)), markAt(first, back))
    if (back === 2 || back === 4) put(marked)
  }
  put(mix(mix(state.visited, step), markAt(first, 0)))
  put(marks.reduce((key, mark) => mix(key, markAt(mark, 0)), mix(16, step)))
  if (kind !== width) throw new RangeError(`${kind} contexts were made of a visit where there are ${width} kinds`)
}

/** Keys as ids from 0; a context that fewer than two of the known visits stand in has none (-1). */
function interned(
  keys: Float64Array,
  width: number,
  known: (visit: number) => boolean,
): { readonly ids: Int32Array; readonly count: number } {
  const seen = new Map<number, number>()
  const visits = keys.length / width
  for (let visit = 0; visit < visits; visit++) {
    if (!known(visit)) continue
    for (let k = visit * width; k < (visit + 1) * width; k++) {
      const key = keys[k] ?? 0
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
  }
  let count = 0
  for (const [key, times] of seen) seen.set(key, times < fewest ? -1 : count++)
  const ids = new Int32Array(keys.length)
  for (let k = 0; k < keys.length; k++) ids[k] = seen.get(keys[k] ?? 0) ?? -1
  return { ids, count }
}
