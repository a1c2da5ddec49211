import { isNode, LineCounter, parseDocument } from 'yaml'
import type * as z from 'zod'

/** What is wrong with the text of a document, and where. */
export interface TextProblem {
  readonly line: number
  readonly column: number
  /** the way to the value, as `fields.at`; empty: the whole document */
  readonly at: string
  readonly says: string
}

export type ParsedText<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly TextProblem[] }

/**
 * Reads a small YAML document of a known shape; answers with its value, or with every problem at once.
 * @param unfit what is said of a value that none of several shapes fits
 */
export function readDocument<Shape extends z.ZodType>(
  text: string,
  shape: Shape,
  unfit: string,
): ParsedText<z.infer<Shape>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({ ...place(lines, pos[0]), at: '', says: message }))
    return { value: null, problems }
  }
  const result = shape.safeParse(plain(document))
  if (result.success) return { value: result.data, problems: [] }
  const problems = result.error.issues.flatMap(leaves).map((issue) => {
    const path = pathOf(issue)
    return { ...place(lines, offsetOf(document, path)), at: path.join('.'), says: sentence(issue, unfit) }
  })
  return { value: null, problems }
}

/** The value of a document; where its aliases expand without end, nothing, which the schema then refuses. */
function plain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    if (error instanceof ReferenceError) return null
    throw error
  }
}

/** Of a choice that nothing fits, what is wrong with the branch that came nearest: it says more than "invalid input". */
function leaves(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const branches = issue.errors.filter((branch) =>
    branch.some((one) => one.path.length > 0 || one.code !== 'invalid_type'),
  )
  const nearest = branches.sort((a, b) => a.length - b.length)[0]
  if (nearest === undefined) return [issue]
  return nearest.flatMap((one) => leaves({ ...one, path: [...issue.path, ...one.path] }))
}

/** Of a key that should not be, the place is the key's. */
function pathOf(issue: z.core.$ZodIssue): readonly (string | number)[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  return issue.code === 'unrecognized_keys' ? [...path, ...issue.keys.slice(0, 1)] : path
}

function sentence(issue: z.core.$ZodIssue, unfit: string): string {
  if (issue.code === 'unrecognized_keys') return `there is no such key: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union') return unfit
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => message).join('; ')
  return issue.message
}

function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function place(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}
