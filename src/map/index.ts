export {
  type CaseRule,
  type Evidence,
  type MapDocument,
  type Named,
  type Outcome,
  type Persona,
  type Phase,
  type Programme,
  type Stage,
  type Step,
  type StepPromise,
  stages,
} from './document.ts'
export { type DrawnTransition, isEnd, mayEnd, mayStart, type PlacedStep, stepsOf, transitionsOf } from './drawn.ts'
export { type Lines, type Place, placeOf } from './lines.ts'
export { lint } from './lint/lint.ts'
export type { Finding } from './lint/rule.ts'
export type { RuleName, Severity } from './lint/severities.ts'
export { type ParsedMap, parseMap } from './parse.ts'
export { printMap } from './print.ts'
export type { MapProblem, ProblemCode } from './problem.ts'
export { mapDocument } from './schema.ts'
