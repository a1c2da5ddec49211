import { CommandProblem } from './problem.ts'

/** Ctrl-C asks the work to stop and clean up; a second one ends the process at once. */
export function interruptible(says: string): { readonly signal: AbortSignal; release(): void } {
  const stop = new AbortController()
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort(new CommandProblem(says, 'Run the command again to go on.'))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    signal: stop.signal,
    release: () => {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
