/** The closed list of what can go wrong here. */
export type StoreProblemCode =
  | 'folder-in-use'
  | 'folder-newer'
  | 'folder-missing'
  | 'read-only'
  | 'cancelled'
  | 'engine-failed'
  | 'store-closed'
  | 'lens-unsound'

/** Why the store could not do it: what, with which value, and the way out. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem'
  readonly code: StoreProblemCode
  readonly remedy: string

  constructor(code: StoreProblemCode, says: string, remedy: string, cause?: unknown) {
    super(says, cause === undefined ? {} : { cause })
    this.code = code
    this.remedy = remedy
  }
}
