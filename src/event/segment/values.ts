import type { Scalar } from '../event.ts'
import { isPlainObject } from '../read/json-cells.ts'

/** As a column of a file would be: members of a nested object as `outer.inner`; what is deeper, and every list, as JSON text. */
export function flatten(value: Readonly<Record<string, unknown>>): Record<string, Scalar> {
  const flat: Record<string, Scalar> = {}
  for (const [name, one] of Object.entries(value)) {
    if (isPlainObject(one)) for (const [inner, deep] of Object.entries(one)) put(flat, `${name}.${inner}`, deep)
    else put(flat, name, one)
  }
  return flat
}

function put(flat: Record<string, Scalar>, name: string, value: unknown): void {
  if (value === null || value === undefined || value === '') return
  // The one name that an object would take for something else.
  const key = name === '__proto__' ? '__proto__ (column)' : name
  flat[key] =
    typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : JSON.stringify(value)
}
