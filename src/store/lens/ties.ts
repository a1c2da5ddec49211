import type { Session } from '../warehouse/engine.ts'
import type { LensPlan } from './plan.ts'

export const tiesColumns = 'prev UInt16, step UInt16, shift Int64'

/** How many neighbours in a case share their instant, over columns of `trace`. */
export const tiedCount = 'toUInt32(arrayCount((a, b) -> a = b, arrayPopBack(at), arrayPopFront(at)))'

/**
 * By how much the count of each transition would change were visits of one instant ordered by the names of their steps:
 * over the traces in `from` (columns `steps`, `at`, `tied`), of which only those with such visits are looked at.
 */
export function shiftsQuery(plan: LensPlan, from: string): string {
  const byName = [...plan.steps.keys()].sort((a, b) => compareText(plan.steps[a], plan.steps[b]))
  const ranks = new Array<number>(plan.steps.length).fill(0)
  for (const [rank, i] of byName.entries()) ranks[i] = rank
  const named = `arrayMap(v -> v.2, arraySort(v -> (v.1, [${ranks.join(', ')}][v.2]), arrayZip(at, steps)))`
  const pairs = 'arrayZip(arrayPopBack(steps), arrayPopFront(steps), arrayPopBack(named), arrayPopFront(named))'
  return `SELECT w.1 AS prev, w.2 AS step, sum(w.3) AS shift FROM (
      SELECT arrayJoin([(p.1, p.2, toInt64(-1)), (p.3, p.4, toInt64(1))]) AS w FROM (
        SELECT ${named} AS named, arrayJoin(arrayFilter(p -> p.1 != p.3 OR p.2 != p.4, ${pairs})) AS p FROM ${from} WHERE tied > 0
      )
    ) GROUP BY prev, step HAVING shift != 0`
}

/** Transitions that would stand at another place of the graph: what one loses another gains, so half of all shifts. */
export async function movedTransitions(session: Session, tables: readonly string[]): Promise<number> {
  const all = tables.map((table) => `SELECT * FROM ${table}`).join(' UNION ALL ')
  const [found] = await session.rows<{ moved: number }>({
    sql: `SELECT intDiv(sum(abs(total)), 2) AS moved FROM (SELECT sum(shift) AS total FROM (${all}) GROUP BY prev, step)`,
  })
  return found?.moved ?? 0
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
