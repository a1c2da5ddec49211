import type { Scalar } from '../event.ts'
import { type Roots, valueAt } from './path.ts'
import type { Expression } from './schema.ts'

/** What an expression stands for; undefined where nothing stands there. Objects and lists come as they are. */
export function evaluate(expression: Expression, roots: Roots): unknown {
  if (typeof expression === 'string') return expression.startsWith('$') ? valueAt(expression, roots) : expression
  if (typeof expression !== 'object') return expression
  if ('const' in expression) return expression.const
  if ('join' in expression) {
    const parts = expression.join.map((part) => evaluate(part, roots))
    // A join of which a part is missing would be the same for many: better none than a wrong one.
    return parts.every(isScalar) ? parts.map(String).join(expression.with ?? '') : undefined
  }
  const value = firstAt(expression.path, roots)
  const { values, otherwise } = expression
  if (isScalar(value) && values !== undefined && Object.hasOwn(values, String(value))) return values[String(value)]
  if (value === undefined || values !== undefined) return otherwise ?? value
  return value
}

/** The value at the first of these paths where something stands. */
export function firstAt(path: string | readonly string[], roots: Roots): unknown {
  for (const one of typeof path === 'string' ? [path] : path) {
    const value = valueAt(one, roots)
    if (value !== undefined && value !== null && value !== '') return value
  }
  return undefined
}

export function isScalar(value: unknown): value is Scalar {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}
