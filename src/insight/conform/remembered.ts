import type { Warehouse } from '../../store/index.ts'
import type { Automaton } from './automaton.ts'

/** One variant's alignment as it is kept: its cost, and its moves packed. */
export interface Kept {
  readonly cost: number
  readonly moves: Uint32Array
}

/**
 * Alignments that were found before. A variant's hash is of its steps and an automaton is its own key, so what is kept
 * stays true whatever events come in: a live store aligns only variants that are new.
 */
export type Remembered = Map<string, Kept>

const mostMaps = 8
/** Some 100 bytes each. */
const mostVariants = 400_000

const memories = new WeakMap<Warehouse, Map<string, Remembered>>()

export function remembered(warehouse: Warehouse, automaton: Automaton): Remembered {
  const maps = memories.get(warehouse) ?? new Map<string, Remembered>()
  memories.set(warehouse, maps)
  const key = JSON.stringify(automaton)
  const found = maps.get(key) ?? new Map<string, Kept>()
  maps.delete(key)
  maps.set(key, found) // the one used last stands last
  for (const [oldest, some] of maps) {
    const total = [...maps.values()].reduce((sum, one) => sum + one.size, 0)
    if (maps.size <= mostMaps && total <= mostVariants) break
    if (some === found) found.clear()
    else maps.delete(oldest)
  }
  return found
}

export function keyOf(id: string, isOpen: boolean): string {
  return isOpen ? `${id} open` : id
}
