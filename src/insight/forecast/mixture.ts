/**
 * Counts by context, mixed. Each _context_ (the last step, the last two, the last with the hour of the day…) holds how
 * often each class followed it. A thin context leans on its parent (Witten and Bell 1991: as many made-up cases of the
 * parent's distribution as the context has seen classes). The contexts' distributions are then joined as a product of
 * powers, p(y) ∝ Π p_i(y)^w_i, whose weights w are learned by gradient on the log loss of each case *before* its counts
 * are taken in (logistic mixing: Mattern 2012, Mahoney's PAQ), so that a weight says how far a context held for cases
 * it had not seen. A weight depends on how often its context was seen and on the step where the case stands.
 */
export interface MixtureShape {
  readonly classes: number
  /** for each kind of context the kind it leans on, always an earlier one; -1: none */
  readonly parents: Int8Array
  /** how many contexts there are in all */
  readonly contexts: number
  /** how many sets of weights there are: one a step */
  readonly sets: number
  readonly pace: Pace
}

/** How fast weights are learned: at first, at last, and how much of it a step's own weights take part in. */
export interface Pace {
  readonly first: number
  readonly last: number
  readonly own: number
}

/** After so many lessons the pace has halved. */
const settling = 5000
const trusts = 8
const floor = 1e-7

export class Mixture {
  readonly shape: MixtureShape
  readonly #counts: Float32Array
  readonly #totals: Float32Array
  readonly #kinds: Uint16Array
  readonly #weights: Float64Array
  readonly #own: Float64Array
  readonly #shares: Float64Array
  readonly #logs: Float64Array
  readonly #trust: Uint8Array
  /** the answer of the last `predict`; the next overwrites it */
  readonly p: Float64Array
  #steps = 0

  constructor(shape: MixtureShape) {
    const { classes, parents, contexts, sets } = shape
    const kinds = parents.length
    this.shape = shape
    this.#counts = new Float32Array(contexts * classes)
    this.#totals = new Float32Array(contexts)
    this.#kinds = new Uint16Array(contexts)
    this.#weights = new Float64Array(kinds * trusts).fill(1 / kinds)
    this.#own = new Float64Array(sets * kinds)
    this.#shares = new Float64Array(kinds * classes)
    this.#logs = new Float64Array(kinds * classes)
    this.#trust = new Uint8Array(kinds)
    this.p = new Float64Array(classes)
  }

  /** The distribution of the classes after the contexts `ids[at..]` (one of each kind; -1: never seen), into `p`. */
  predict(ids: Int32Array, at: number, set: number): Float64Array {
    const { classes, parents } = this.shape
    const kinds = parents.length
    const p = this.p.fill(0)
    for (let kind = 0; kind < kinds; kind++) {
      this.#lean(kind, ids[at + kind] ?? -1)
      const weight =
        (this.#weights[kind * trusts + (this.#trust[kind] ?? 0)] ?? 0) + (this.#own[set * kinds + kind] ?? 0)
      const base = kind * classes
      for (let y = 0; y < classes; y++) p[y] = (p[y] ?? 0) + weight * (this.#logs[base + y] ?? 0)
    }
    return softmax(p)
  }

  /** One kind's distribution and its logarithms. */
  #lean(kind: number, context: number): void {
    const { classes, parents } = this.shape
    const base = kind * classes
    const parent = parents[kind] ?? -1
    const under = parent * classes
    const total = context < 0 ? 0 : (this.#totals[context] ?? 0)
    this.#trust[kind] = trustOf(total)
    if (total === 0 && parent >= 0) {
      for (let y = 0; y < classes; y++) {
        this.#shares[base + y] = this.#shares[under + y] ?? 0
        this.#logs[base + y] = this.#logs[under + y] ?? 0
      }
      return
    }
    const lean = 0.5 + (context < 0 ? 0 : (this.#kinds[context] ?? 0))
    const row = context * classes
    for (let y = 0; y < classes; y++) {
      const prior = parent < 0 ? 1 / classes : (this.#shares[under + y] ?? 0)
      const seen = total === 0 ? 0 : (this.#counts[row + y] ?? 0)
      const share = (seen + lean * prior) / (total + lean)
      this.#shares[base + y] = share
      this.#logs[base + y] = Math.log(share + floor)
    }
  }

  /** Learns the weights from what came, after `predict` of the same contexts. */
  adjust(set: number, came: number, amount: number): void {
    const { classes, parents } = this.shape
    const kinds = parents.length
    const { first, last, own } = this.shape.pace
    const rate = (amount * (first / (1 + this.#steps / settling) + last)) / kinds
    this.#steps++
    for (let kind = 0; kind < kinds; kind++) {
      const base = kind * classes
      let expected = 0
      for (let y = 0; y < classes; y++) expected += (this.p[y] ?? 0) * (this.#logs[base + y] ?? 0)
      const slope = Math.max(-4, Math.min(4, (this.#logs[base + came] ?? 0) - expected))
      const place = kind * trusts + (this.#trust[kind] ?? 0)
      this.#weights[place] = (this.#weights[place] ?? 0) + rate * slope
      const at = set * kinds + kind
      this.#own[at] = (this.#own[at] ?? 0) + own * rate * slope
    }
  }

  /** Counts what came in each context. */
  count(ids: Int32Array, at: number, came: number, amount: number): void {
    const { classes, parents } = this.shape
    for (let kind = 0; kind < parents.length; kind++) {
      const context = ids[at + kind] ?? -1
      if (context < 0) continue
      const place = context * classes + came
      if ((this.#counts[place] ?? 0) === 0) this.#kinds[context] = (this.#kinds[context] ?? 0) + 1
      this.#counts[place] = (this.#counts[place] ?? 0) + amount
      this.#totals[context] = (this.#totals[context] ?? 0) + amount
    }
  }

  copy(): Mixture {
    const copy = new Mixture(this.shape)
    copy.#counts.set(this.#counts)
    copy.#totals.set(this.#totals)
    copy.#kinds.set(this.#kinds)
    copy.#weights.set(this.#weights)
    copy.#own.set(this.#own)
    copy.#steps = this.#steps
    return copy
  }

  /** What a context has seen. */
  seen(context: number): { readonly total: number; readonly counts: Float32Array } {
    const { classes } = this.shape
    if (context < 0) return { total: 0, counts: new Float32Array(classes) }
    return {
      total: this.#totals[context] ?? 0,
      counts: this.#counts.subarray(context * classes, (context + 1) * classes),
    }
  }

  /** How much each kind of context says about a class in the last prediction: its weight times its log share, against even odds. */
  weightOf(kind: number, set: number): number {
    const kinds = this.shape.parents.length
    return (this.#weights[kind * trusts + (this.#trust[kind] ?? 0)] ?? 0) + (this.#own[set * kinds + kind] ?? 0)
  }
}

/** How often a context was seen, in eight steps: never, once, 2, 3-5, 6-14, 15-49, 50-499, more. */
function trustOf(total: number): number {
  if (total < 0.5) return 0
  if (total < 1.5) return 1
  if (total < 2.5) return 2
  if (total < 5.5) return 3
  if (total < 14.5) return 4
  if (total < 49.5) return 5
  return total < 499.5 ? 6 : 7
}

function softmax(p: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY
  for (const value of p) if (value > most) most = value
  let sum = 0
  for (let y = 0; y < p.length; y++) {
    const value = Math.exp((p[y] ?? 0) - most)
    p[y] = value
    sum += value
  }
  for (let y = 0; y < p.length; y++) p[y] = (p[y] ?? 0) / sum
  return p
}
