/**
 * A seeded random source: sfc32 by Chris Doty-Humphrey (from PractRand), seeded through splitmix32 by Tommy Ettinger;
 * both in the JavaScript form published by bryc in "PRNGs" (public domain). Each customer has a stream of its own, so
 * that a customer's story is the same whoever tells it and in whatever order.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #d = 1
  #spare: number | null = null

  constructor(...seeds: readonly number[]) {
    let state = 0x2545f491
    for (const seed of seeds) {
      state = mix(state ^ (seed | 0))
      state = mix(state ^ Math.floor(seed / 0x1_0000_0000))
    }
    this.#a = state
    this.#b = mix(state + 1)
    this.#c = mix(state + 2)
    for (let round = 0; round < 12; round++) this.fraction()
  }

  /** 0 <= x < 1 */
  fraction(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t
    this.#c |= 0
    return (t >>> 0) / 0x1_0000_0000
  }

  chance(share: number): boolean {
    return this.fraction() < share
  }

  /** low <= x < high */
  between(low: number, high: number): number {
    return low + this.fraction() * (high - low)
  }

  /** a whole number, low <= x <= high */
  whole(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1))
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[Math.floor(this.fraction() * list.length)] ?? list[0]
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(table: readonly [readonly [T, number], ...(readonly [T, number])[]]): T {
    let sum = 0
    for (const row of table) sum += row[1]
    let left = this.fraction() * sum
    for (const [value, weight] of table) {
      left -= weight
      if (left < 0) return value
    }
    return table[0][0]
  }

  /** Box and Muller's transform; it makes two at a time. */
  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare
      this.#spare = null
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.fraction()))
    const angle = 2 * Math.PI * this.fraction()
    this.#spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  /** Log-normal waiting times: half of them below the median, a long tail above it. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal())
  }
}

function mix(seed: number): number {
  let t = (seed + 0x9e3779b9) | 0
  t = Math.imul(t ^ (t >>> 16), 0x21f0aaad)
  t = Math.imul(t ^ (t >>> 15), 0x735a2d97)
  return t ^ (t >>> 15)
}
