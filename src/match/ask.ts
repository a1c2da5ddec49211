import type { Comparison, Predicate } from './predicate.ts'

/** A condition that is well formed, but not one that events can answer. */
export interface Unaskable {
  readonly code: 'tag-not-askable' | 'step-not-askable' | 'score-not-text'
  /** where inside the predicate, e.g. `all[1].tag`; '' is the whole */
  readonly at: string
  readonly says: string
  readonly remedy: string
}

export class UnaskableError extends Error {
  readonly problem: Unaskable
  constructor(problem: Unaskable) {
    super(`${problem.says}; ${problem.remedy}`)
    this.name = 'UnaskableError'
    this.problem = problem
  }
}

/** SPEC P8: all that events cannot answer in a predicate. */
export function unaskable(predicate: Predicate, at = ''): readonly Unaskable[] {
  if ('all' in predicate) return predicate.all.flatMap((part, i) => unaskable(part, inside(at, `all[${i}]`)))
  if ('any' in predicate) return predicate.any.flatMap((part, i) => unaskable(part, inside(at, `any[${i}]`)))
  if ('not' in predicate) return unaskable(predicate.not, inside(at, 'not'))
  if ('tag' in predicate) return [tagProblem(predicate.tag, inside(at, 'tag'))]
  if ('step' in predicate) return [stepProblem(predicate.step, inside(at, 'step'))]
  if ('trait' in predicate) return []
  return scoreProblem(predicate.where?.['score'], inside(at, 'where.score'))
}

export function assertAskable(predicate: Predicate): void {
  const [first] = unaskable(predicate)
  if (first !== undefined) throw new UnaskableError(first)
}

function inside(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`
}

function tagProblem(tag: string, at: string): Unaskable {
  return {
    code: 'tag-not-askable',
    at,
    says: `the tag "${tag}" belongs to a customer, and no event carries it`,
    remedy: 'ask here for an event or a trait',
  }
}

function stepProblem(step: string, at: string): Unaskable {
  return {
    code: 'step-not-askable',
    at,
    says: `the step "${step}" is made from events, and no event carries it`,
    remedy: "ask here for the events of the step's own match",
  }
}

function scoreProblem(comparison: Comparison | undefined, at: string): readonly Unaskable[] {
  if (typeof comparison !== 'object' || comparison.contains === undefined) return []
  const says = `the score is a number and contains no text such as "${comparison.contains}"`
  return [{ code: 'score-not-text', at, says, remedy: 'compare it with in, not, gte, gt, lte, lt or exists' }]
}
