import { type AttributeColumn, firstFrom, from, type Passages, passageCount, until } from './passages.ts'

/** Cases of one value that it takes to judge the value. */
const fewCases = 5
/** A value whose cases go the same whole way so often was made from the way. */
const mostAlike = 0.8
/** Where cases are alike anyhow, a value that they share tells nothing. */
const alikeAnyhow = 0.5

/**
 * Some logs carry on every row what was found out about the whole case afterwards: its variant, its final state. Such an attribute
 * would tell the future. It is one when it never changes within a case and the cases of one of its values nearly
 * all go one whole way, which nothing known at the beginning can bring about. Looked at is what happened before `known`.
 */
export function isTelltale(passages: Passages, column: AttributeColumn, known: number): boolean {
  const ways = new Map<number, Map<string, number>>()
  const all = new Map<string, number>()
  for (let p = 0; p < passageCount(passages); p++) {
    const [start, end] = [from(passages, p), until(passages, p)]
    if (end === start || firstFrom(passages, p, known) < end) continue
    const value = column.codes[start] ?? 0
    for (let i = start; i < end; i++) if (column.codes[i] !== value) return false
    if (value === 0) continue
    const way = passages.steps.subarray(start, end).join(' ')
    add(all, way)
    const own = ways.get(value) ?? new Map<string, number>()
    ways.set(value, own)
    add(own, way)
  }
  const judged = [...ways.values()].filter((own) => total(own) >= fewCases)
  const cases = judged.reduce((sum, own) => sum + total(own), 0)
  const alike = judged.reduce((sum, own) => sum + Math.max(...own.values()), 0)
  if (judged.length < 3 || cases === 0) return false
  return alike / cases >= mostAlike && Math.max(...all.values()) / total(all) <= alikeAnyhow
}

function add(counts: Map<string, number>, way: string): void {
  counts.set(way, (counts.get(way) ?? 0) + 1)
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, n) => sum + n, 0)
}
