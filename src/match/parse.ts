import { type Issue, issuesOf, type Path } from './issues.ts'
import { type Predicate, predicate } from './predicate.ts'

export type ParsedPredicate =
  | { readonly ok: true; readonly predicate: Predicate }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Deeper than anyone writes, far from the end of the stack. */
const deepest = 64
/** Values in all. */
const widest = 50_000

/** An untrusted value as a predicate, or all that is wrong with it. */
export function parsePredicate(value: unknown): ParsedPredicate {
  const unsafe = unsafeShape(value)
  if (unsafe !== null) return { ok: false, issues: [unsafe] }
  const parsed = predicate.safeParse(value)
  if (parsed.success) return { ok: true, predicate: parsed.data }
  return { ok: false, issues: issuesOf(predicate, parsed.error, value) }
}

/** What a schema must not be asked to walk: too deep, too wide, or a key that it would silently drop. */
export function unsafeShape(value: unknown, most = widest): Issue | null {
  const left: { readonly value: unknown; readonly path: Path }[] = [{ value, path: [] }]
  for (let seen = 0; left.length > 0; seen++) {
    if (seen > most) return bad([], `it holds more than ${most} values`, 'split it')
    const next = left.pop()
    if (next === undefined || typeof next.value !== 'object' || next.value === null) continue
    const { path } = next
    if (path.length > deepest)
      return bad(path.slice(0, 4), `it is nested more than ${deepest} levels deep`, 'write it flatter')
    for (const [key, inner] of Object.entries(next.value)) {
      if (key === '__proto__') return bad([...path, key], '"__proto__" cannot be a key', 'choose another name')
      left.push({ value: inner, path: [...path, Array.isArray(next.value) ? Number(key) : key] })
    }
  }
  return null
}

function bad(path: Path, says: string, remedy: string): Issue {
  return { code: 'bad-value', path, says, remedy }
}
