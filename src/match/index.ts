export { type Comparison, comparison, type Predicate } from './predicate.ts'
export type { SqlText } from './sql-text.ts'
