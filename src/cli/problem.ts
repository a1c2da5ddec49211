/** A command that could not be done: what, with which value, and the way out. Ends with exit code 2. */
export class CommandProblem extends Error {
  override readonly name = 'CommandProblem'
  readonly remedy: string

  constructor(says: string, remedy: string) {
    super(says)
    this.remedy = remedy
  }
}
