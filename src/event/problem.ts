/** Every way a whole file, or what was said about it, can be unreadable. A bad row is a Refusal, not one of these. */
const readProblemCodes = [
  'format-unknown',
  'format-mismatch',
  'cut-short',
  'broken-structure',
  'too-long',
  'no-such-column',
  'field-missing',
  'zone-unknown',
  'needs-random-access',
] as const
export type ReadProblemCode = (typeof readProblemCodes)[number]

interface Details {
  readonly code: ReadProblemCode
  readonly file: string
  readonly line?: number
  readonly says: string
  readonly remedy: string
}

/** A file that cannot be read on: what is wrong with it and what to do. Events yielded before it stand. */
export class ReadProblem extends Error {
  readonly code: ReadProblemCode
  readonly file: string
  readonly line: number | undefined
  readonly says: string
  readonly remedy: string

  constructor(details: Details) {
    const where = details.line === undefined ? details.file : `${details.file}:${details.line}`
    super(`${where}: ${details.says}. ${details.remedy}`)
    this.name = 'ReadProblem'
    this.code = details.code
    this.file = details.file
    this.line = details.line
    this.says = details.says
    this.remedy = details.remedy
  }
}
