export type QuestionProblemCode =
  | 'no-events'
  | 'step-not-found'
  | 'case-not-found'
  | 'variant-invalid'
  | 'instant-invalid'
  | 'question-invalid'
  | 'map-not-measurable'
  | 'keep-invalid'

/** Why a question cannot be answered: names the thing, the value and the way out. */
export class QuestionProblem extends Error {
  override readonly name = 'QuestionProblem'
  readonly code: QuestionProblemCode
  readonly remedy: string

  constructor(code: QuestionProblemCode, says: string, remedy: string) {
    super(says)
    this.code = code
    this.remedy = remedy
  }
}
