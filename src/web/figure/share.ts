import type { Share } from '../../insight/answers.ts'
import { sayCount } from './count.ts'

/** A share in words: the value, its 95 % interval and its n, each with what it can carry. */
export interface SaidShare {
  /** "72 %"; "–" where nobody is under it */
  value: string
  /** "71.6 – 72.4"; null where there is nothing to be unsure about */
  interval: string | null
  /** "n 4,812" */
  n: string
}

export function sayShare({ share, n, low, high }: Share): SaidShare {
  if (share === null || low === null || high === null) return { value: '–', interval: null, n: 'n 0' }
  const width = high - low
  const digits = width < 0.1 ? 1 : 0
  return {
    value: sayPercent(share, width < 0.01 ? 1 : 0),
    interval: `${points(low, digits)} – ${points(high, digits)}`,
    n: `n ${sayCount(n)}`,
  }
}

/** 0.718 → "72 %". What is not nothing is never rounded to nothing, nor to everything. */
export function sayPercent(share: number, digits = 0): string {
  const shown = points(share, digits)
  if (share > 0 && Number(shown) === 0) return share < 0.001 ? '< 0.1 %' : `${points(share, 1)} %`
  if (share < 1 && Number(shown) === 100) return share > 0.999 ? '> 99.9 %' : `${points(share, 1)} %`
  return `${shown} %`
}

const points = (share: number, digits: number) => (share * 100).toFixed(digits)

export type Tone = 'good' | 'warn' | 'bad'

/** How a kept promise is coloured: below 60 % broken, below 80 % near it. Null where nothing is known. */
export function toneOf(share: number | null): Tone | null {
  if (share === null) return null
  if (share < 0.6) return 'bad'
  return share < 0.8 ? 'warn' : 'good'
}
