import type { Warehouse } from '../ports.ts'
import type { Batches } from './batches.ts'
import { Remembered } from './remembered.ts'

/** So many names are remembered; who asks for more asks for what there is not. */
const mostNames = 200

/** Whether any event carries a property or a trait of a name: found at the first that does, and kept until more come in. */
export function carried(batches: Batches, rows: Warehouse['rows']): Warehouse['carries'] {
  const known = new Map<string, Remembered<boolean>>()
  return (kind, name) => {
    const key = `${kind} ${name}`
    const found = known.get(key) ?? new Remembered(batches, () => find(rows, kind, name))
    if (known.size >= mostNames) known.clear()
    known.set(key, found)
    return found.get()
  }
}

async function find(rows: Warehouse['rows'], kind: 'property' | 'trait', name: string): Promise<boolean> {
  const column = kind === 'property' ? 'properties' : 'traits'
  const [found] = await rows<{ one: number }>({
    sql: `SELECT 1 AS one FROM event WHERE has(${column}.keys, {name:String}) LIMIT 1`,
    params: { name },
  })
  return found !== undefined
}
