export type ImportProblemCode =
  | 'no-such-file'
  | 'broken-file'
  | 'mapping-incomplete'
  | 'row-refused'
  | 'import-cancelled'

/** Why an import could not be done, with the way out. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem'
  readonly code: ImportProblemCode
  readonly remedy: string

  constructor(code: ImportProblemCode, says: string, remedy: string, cause?: unknown) {
    super(says, cause === undefined ? {} : { cause })
    this.code = code
    this.remedy = remedy
  }
}
