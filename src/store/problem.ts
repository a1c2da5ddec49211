/** The closed list of what can go wrong here. */
export type StoreProblemCode =
  | 'folder-in-use'
  | 'folder-newer'
  | 'folder-missing'
  | 'folder-unusable'
  | 'read-only'
  | 'cancelled'
  | 'engine-failed'
  | 'store-closed'
  | 'lens-unsound'
  | 'backup-unusable'
  | 'folder-taken'

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

/** What the system refused of a folder: its own words, and where to go instead. */
export function folderUnusable(dir: string, cause: unknown): StoreProblem {
  if (cause instanceof StoreProblem) return cause
  return new StoreProblem(
    'folder-unusable',
    `The data folder ${dir} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}.`,
    'Check its rights and the free space, or choose another folder with --data.',
    cause,
  )
}
