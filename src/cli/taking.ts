import type { ProgressLine } from './progress.ts'

/** How one file is taken in, here or by the server. */
export interface Taking {
  readonly strict: boolean
  readonly replace: boolean
  readonly signal: AbortSignal
  readonly line: ProgressLine
}
