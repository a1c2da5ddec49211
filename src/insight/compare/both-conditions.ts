import type { SqlText } from '../../match/index.ts'
import type { LensSpec } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { caseCondition } from '../filter.ts'

/** A filter as a condition whose parameters begin with a letter of its own, so that two can stand in one question. */
export function conditionAs(letter: 'a' | 'b', filter: CaseFilter, spec: Pick<LensSpec, 'by' | 'sources'>): SqlText {
  const condition = caseCondition(filter, spec)
  if (condition === null) return { sql: '1', params: {} }
  return {
    sql: condition.sql.replace(/\{(\w+):/g, `{${letter}_$1:`),
    params: Object.fromEntries(Object.entries(condition.params).map(([name, value]) => [`${letter}_${name}`, value])),
  }
}
