import { type Roots, valueAt } from './path.ts'
import type { Condition, Rule } from './schema.ts'
import { isScalar } from './value.ts'

/** Whether all of them hold. Numbers and their texts are equal: a form sends every value as text. */
export function holds(where: Rule['where'], roots: Roots): boolean {
  return Object.entries(where ?? {}).every(([path, condition]) => holdsOne(condition, valueAt(path, roots)))
}

function holdsOne(condition: Condition, value: unknown): boolean {
  if (typeof condition !== 'object') return isSame(value, condition)
  const { in: among, not, exists, contains, gt, gte, lt, lte } = condition
  if (exists !== undefined && exists !== (value !== undefined && value !== null && value !== '')) return false
  if (among !== undefined && !among.some((one) => isSame(value, one))) return false
  if (not !== undefined && (Array.isArray(not) ? not : [not]).some((one) => isSame(value, one))) return false
  if (contains !== undefined && !hasIn(value, contains)) return false
  if (gt !== undefined && !(orderOf(value, gt) > 0)) return false
  if (gte !== undefined && !(orderOf(value, gte) >= 0)) return false
  if (lt !== undefined && !(orderOf(value, lt) < 0)) return false
  return lte === undefined || orderOf(value, lte) <= 0
}

function isSame(value: unknown, one: unknown): boolean {
  return isScalar(value) && String(value) === String(one)
}

/** A part of a text, or a member of a list. */
function hasIn(value: unknown, part: string): boolean {
  if (Array.isArray(value)) return value.some((one) => isSame(one, part))
  return typeof value === 'string' && value.includes(part)
}

/** As numbers where both are, else as texts; NaN where there is nothing to compare. */
function orderOf(value: unknown, bound: string | number): number {
  if (!isScalar(value) || value === '') return Number.NaN
  const [a, b] = [Number(value), Number(bound)]
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b
  const [left, right] = [String(value), String(bound)]
  return left < right ? -1 : left > right ? 1 : 0
}
