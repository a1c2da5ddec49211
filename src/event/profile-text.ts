import { isNode, LineCounter, parseDocument, stringify } from 'yaml'
import type * as z from 'zod'
import { fieldNames, type Profile } from './profile.ts'
import { profileSchema } from './profile-schema.ts'

/** What is wrong with the text of a profile, and where. */
export interface ProfileProblem {
  readonly line: number
  readonly column: number
  /** the way to the value, as `fields.at`; empty: the whole document */
  readonly at: string
  readonly says: string
}

export type ParsedProfile =
  | { readonly profile: Profile; readonly problems: readonly [] }
  | { readonly profile: null; readonly problems: readonly ProfileProblem[] }

/** Reads `*.import.yaml`; answers with the profile, or with every problem at once. */
export function parseProfile(text: string): ParsedProfile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({ ...place(lines, pos[0]), at: '', says: message }))
    return { profile: null, problems }
  }
  const result = profileSchema.safeParse(plain(document))
  if (result.success) return { profile: result.data, problems: [] }
  const problems = result.error.issues.flatMap(leaves).map((issue) => {
    const path = pathOf(issue)
    return { ...place(lines, offsetOf(document, path)), at: path.join('.'), says: sentence(issue) }
  })
  return { profile: null, problems }
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

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `there is no such key: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union') return 'is neither a column nor what else could stand here'
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

const keyOrder = [
  'throughline',
  'format',
  'delimiter',
  'encoding',
  'zone',
  'dayFirst',
  'lifecycle',
  'absent',
  'fields',
  'traits',
  'ignore',
] as const satisfies readonly (keyof Profile)[]

/** The profile as text, always in the same order, so that two of them can be compared line by line. */
export function printProfile(profile: Profile): string {
  const ordered: Record<string, unknown> = {}
  for (const key of keyOrder) if (profile[key] !== undefined) ordered[key] = profile[key]
  const fields: Record<string, unknown> = {}
  for (const name of fieldNames) if (profile.fields[name] !== undefined) fields[name] = profile.fields[name]
  return stringify({ ...ordered, fields }, { lineWidth: 0 })
}
