export { type Unaskable, UnaskableError, unaskable } from './ask.ts'
export { addDuration } from './business-time.ts'
export { compile, matches, matchesGroup } from './closure.ts'
export { type Duration, durationOf, type ParsedDuration, parseDuration, printDuration } from './duration.ts'
export { customerOf } from './field.ts'
export { type Issue, issuesOf } from './issues.ts'
export { type Mentions, mentions } from './mentions.ts'
export { onlyNames } from './names.ts'
export { nearest } from './nearest.ts'
export { type ParsedPredicate, parsePredicate, unsafeShape } from './parse.ts'
export {
  type Comparison,
  type EventPredicate,
  type Operators,
  type Predicate,
  predicate,
  type Value,
} from './predicate.ts'
export { toGroupSql, toSql } from './sql.ts'
export type { SqlText } from './sql-text.ts'
