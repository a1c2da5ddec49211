/** What a zod schema found wrong, said so that the writer of a document can mend it. */
import type * as z from 'zod'
import { nearest } from './nearest.ts'
import { keysAt } from './schema-keys.ts'

export type Path = readonly (string | number)[]

export interface Issue {
  readonly code: 'missing' | 'unknown-key' | 'wrong-type' | 'bad-value'
  readonly path: Path
  readonly says: string
  readonly remedy: string
}

type Raw = z.core.$ZodIssue

/** Every issue of a failed parse, with the key that was probably meant where one is unknown. */
export function issuesOf(schema: z.ZodType, error: z.ZodError, input: unknown): readonly Issue[] {
  return error.issues.flatMap((issue) => explain(schema, issue, [], input))
}

function explain(schema: z.ZodType, raw: Raw, base: Path, input: unknown): readonly Issue[] {
  const path = [...base, ...raw.path.filter((key) => typeof key !== 'symbol')]
  switch (raw.code) {
    case 'invalid_union':
      return explainUnion(schema, raw, path, input)
    case 'unrecognized_keys':
      return raw.keys.map((key) => unknownKey(schema, path, key))
    case 'invalid_type':
      return [wrongType(raw, path, valueAt(input, path))]
    case 'invalid_key':
      return raw.issues.map((inner) => badValue(path, `the key ${inner.message}; choose another`))
    default:
      return [unfit(raw, path, valueAt(input, path))]
  }
}

function unfit(raw: Raw, path: Path, value: unknown): Issue {
  const issue = badValue(path, `${show(value)} ${raw.message}`)
  return value === undefined ? { ...issue, code: 'missing', says: `"${String(path.at(-1))}" is missing` } : issue
}

/** Of a union's branches the writer meant the one that knows most of the given keys, and then misses least. */
function explainUnion(
  schema: z.ZodType,
  raw: z.core.$ZodIssueInvalidUnion,
  path: Path,
  input: unknown,
): readonly Issue[] {
  const branches = raw.errors.filter((issues) => !issues.some(isWholeTypeWrong))
  const [best] = [...branches].sort((a, b) => weight(a) - weight(b))
  if (best !== undefined) return withoutEchoes(best).flatMap((issue) => explain(schema, issue, path, input))
  return [notOneOf([...new Set(expectedBy(raw))], path, valueAt(input, path))]
}

/** What the branches of a union ask for, those of the unions inside it too. */
function expectedBy(raw: z.core.$ZodIssueInvalidUnion): readonly string[] {
  return raw.errors.flat().flatMap((issue) => {
    if (issue.code === 'invalid_union') return expectedBy(issue)
    return issue.code === 'invalid_type' ? [typeWords[issue.expected] ?? issue.expected] : []
  })
}

function isWholeTypeWrong(issue: Raw): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_union') && issue.path.length === 0
}

function weight(issues: readonly Raw[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + 10_000 * issue.keys.length
    return sum + (issue.code === 'invalid_type' && issue.path.length === 1 ? 100 : 1)
  }, 0)
}

/** Where a key is unknown, what is said about the group as a whole is only its consequence. */
function withoutEchoes(issues: readonly Raw[]): readonly Raw[] {
  const hasUnknown = issues.some((issue) => issue.code === 'unrecognized_keys' && issue.path.length === 0)
  return hasUnknown ? issues.filter((issue) => issue.code !== 'custom' || issue.path.length > 0) : issues
}

function unknownKey(schema: z.ZodType, path: Path, key: string): Issue {
  const known = keysAt(schema, path)
  const meant = nearest(key, known)
  const remedy = meant === null ? `use one of ${known.join(', ')}` : `did you mean "${meant}"?`
  return { code: 'unknown-key', path: [...path, key], says: `"${key}" is not a key here`, remedy }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
}

function wrongType(raw: z.core.$ZodIssueInvalidType, path: Path, value: unknown): Issue {
  return notOneOf([typeWords[raw.expected] ?? raw.expected], path, value)
}

function notOneOf(expected: readonly string[], path: Path, value: unknown): Issue {
  const wanted = expected.join(', or ')
  if (value === undefined) {
    return {
      code: 'missing',
      path,
      says: `"${String(path.at(-1) ?? 'the document')}" is missing`,
      remedy: `give ${wanted}`,
    }
  }
  const isUnquoted = expected.includes('a text') && (typeof value === 'number' || typeof value === 'boolean')
  const remedy = isUnquoted ? `write it in quotes: "${String(value)}"` : `give ${wanted}`
  return { code: 'wrong-type', path, says: `${show(value)} is not ${wanted}`, remedy }
}

/** A check's message reads on from the value: "is empty; name one". */
function badValue(path: Path, message: string): Issue {
  const cut = message.lastIndexOf('; ')
  if (cut < 0) return { code: 'bad-value', path, says: message, remedy: 'see the form in docs/schema' }
  return { code: 'bad-value', path, says: message.slice(0, cut), remedy: message.slice(cut + 2) }
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, key)?.value
  }
  return value
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object' && value !== null) return 'a group of keys'
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
