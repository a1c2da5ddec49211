import type { Span } from './scale.ts'

/** The least time the width may show: a millisecond a pixel is enough for anyone. */
const least = 1000

/** The part of time shown, nearer by `factor` about the place `at`, never beyond the whole. */
export function zoom(shown: Span, whole: Span, factor: number, at = (shown.from + shown.to) / 2): Span {
  const length = Math.min(whole.to - whole.from, Math.max(least, (shown.to - shown.from) * factor))
  const share = (at - shown.from) / Math.max(1, shown.to - shown.from)
  return within({ from: at - share * length, to: at + (1 - share) * length }, whole)
}

/** Moved by a share of what is shown. */
export function pan(shown: Span, whole: Span, share: number): Span {
  const by = (shown.to - shown.from) * share
  return within({ from: shown.from + by, to: shown.to + by }, whole)
}

function within({ from, to }: Span, whole: Span): Span {
  const length = Math.min(to - from, whole.to - whole.from)
  const start = Math.min(Math.max(from, whole.from), whole.to - length)
  return { from: start, to: start + length }
}
