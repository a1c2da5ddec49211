/**
 * Random numbers for the simulation, from a seed alone. Two sources:
 *
 * `drawsOf` is asked by place: the same case at the same visit of the same step always draws the same number, whatever
 * happened before. Two worlds that differ by one change thus share their luck (common random numbers), so that their
 * difference is the change's and not chance's; with no change it is exactly nought.
 *
 * `streamOf` is asked in turn (xoshiro128** of Blackman and Vigna, seeded by SplitMix32), for the resampling of the model.
 */

/** A uniform number in [0, 1) for a case's decision: which step, the how-manieth visit of it, and what is decided. */
export type Draw = (step: number, visit: number, purpose: number) => number

/** The finaliser of Chris Wellons' `lowbias32`. */
function mix(x: number): number {
  let h = x | 0
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  return h ^ (h >>> 15)
}

const unit = 1 / 0x1_0000_0000

/** The draws of each case of a world with this seed. */
export function drawsOf(seed: number): (which: number) => Draw {
  const world = mix(mix(seed | 0) ^ Math.floor(seed / 0x1_0000_0000))
  return (which) => {
    const own = mix(world + Math.imul(which + 1, 0x9e3779b1))
    return (step, visit, purpose) => {
      const place = mix(own ^ Math.imul(step + 1, 0x85ebca6b))
      return (mix(place + Math.imul(visit * 4 + purpose + 1, 0xc2b2ae35)) >>> 0) * unit
    }
  }
}

export interface Stream {
  /** uniform in [0, 1) */
  next(): number
  normal(): number
  /** of shape `shape` and scale 1 (Marsaglia and Tsang 2000) */
  gamma(shape: number): number
}

export function streamOf(seed: number): Stream {
  const state = new Uint32Array(4)
  for (let i = 0, h = seed | 0; i < 4; i++) {
    h = (h + 0x9e3779b9) | 0
    state[i] = mix(h)
  }
  const next = (): number => {
    const [a = 0, b = 0, c = 0, d = 0] = state
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const [c2, d2] = [c ^ a, d ^ b]
    state[1] = b ^ c2
    state[0] = a ^ d2
    state[2] = c2 ^ (b << 9)
    state[3] = (d2 << 11) | (d2 >>> 21)
    return (result >>> 0) * unit
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - next()) ** (1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  return { next, normal, gamma }
}
