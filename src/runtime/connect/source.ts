import type { Sourced } from '../../store/index.ts'

/** Where a source hands on what it fetched, and keeps how far it has come. The room above gives it. */
export interface Sink {
  items(): Promise<ReadonlyMap<string, string>>
  remember(item: string, note: string): Promise<void>
  /** Events of a file, which have ids. Waits while much else comes in; returns when they are on the disk. */
  takeRead(batch: Sourced, signal: AbortSignal): Promise<void>
  /** a file is none that can be read */
  unreadable(file: string, says: string): Promise<void>
  /** the last attempt went well */
  well(): void
  /** it did not; it is tried again after so many milliseconds */
  failed(error: unknown, again: number): void
}

/** A source that runs until it is stopped. */
export interface Source {
  /** Returns when what is under way is done with. */
  stop(): Promise<void>
}

/** The value of a variable of the environment. */
export type Environment = (name: string) => string | undefined

/** What a connector needs that is not there, or that its source refuses; says what to do. */
export class ConnectProblem extends Error {
  override readonly name = 'ConnectProblem'
  readonly remedy: string

  constructor(says: string, remedy: string) {
    super(says)
    this.remedy = remedy
  }
}

/** @throws ConnectProblem, which never says the value */
export function secretOf({ env }: { readonly env: string }, environment: Environment): string {
  const value = environment(env)
  if (value !== undefined && value !== '') return value
  throw new ConnectProblem(
    `The variable ${env} of the server's environment is not set.`,
    `Start the server with ${env}.`,
  )
}
