import type { Timed } from './timing.ts'

/** Seconds as people read them: three figures. */
export function seconds(value: number): string {
  if (value < 0.1) return `${(value * 1000).toFixed(value < 0.01 ? 1 : 0)} ms`
  return `${value.toPrecision(3)} s`
}

export function range({ low, high, runs }: Timed): string {
  return runs === 1 ? 'one run' : `${seconds(low)} – ${seconds(high)}`
}

export function times(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0)} ×`
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

export function megabytes(bytes: number): string {
  const size = bytes / 2 ** 20
  return `${size < 10 ? size.toFixed(1) : count(size)} MB`
}

export function met(isMet: boolean): string {
  return isMet ? 'met' : '**missed**'
}
