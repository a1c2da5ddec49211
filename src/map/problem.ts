/** Why a text is not a map. `parse` gives all of them at once. */
export interface MapProblem {
  readonly line: number
  readonly column: number
  /** where in the document, as in phases[0].steps[1].promise.within */
  readonly at: string
  readonly code: ProblemCode
  readonly says: string
  readonly remedy: string
}

export type ProblemCode =
  | 'too-large'
  | 'too-deep'
  | 'too-many'
  | 'yaml'
  | 'duplicate-key'
  | 'missing'
  | 'unknown-key'
  | 'wrong-type'
  | 'bad-value'
  | 'duplicate-id'
  | 'unknown-reference'
  | 'bad-duration'
  | 'not-askable'

/** A problem that knows its place in the document, but not yet in the text. */
export interface Complaint {
  readonly path: Path
  readonly code: ProblemCode
  readonly says: string
  readonly remedy: string
}

export type Path = readonly (string | number)[]

/** `phases[0].steps[1]`; a key that is not a plain word is quoted: `where["first name"]`. */
export function printPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    if (!/^[\w-]+$/.test(key)) return `${text}[${JSON.stringify(key)}]`
    return text === '' ? key : `${text}.${key}`
  }, '')
}
