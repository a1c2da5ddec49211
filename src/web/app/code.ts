import { ProblemError } from './ask.ts'

/**
 * The code of a screen on its way. Where it does not come, the router would load the whole page anew at once, from a server that may be
 * gone; said as a problem, the screen that failed stands, and tries again when asked.
 */
export function code<Module>(fetched: Promise<Module>): Promise<Module> {
  return fetched.catch(() => {
    throw new ProblemError(missing)
  })
}

const missing = {
  type: 'about:blank',
  code: 'code-missing',
  title: 'The server does not answer',
  detail: 'The code of this screen was asked for, and nobody was there.',
  remedy: 'See that it still runs, or start it with "npx throughline serve"; then try again.',
  status: 0,
}

export function isMissingCode(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === missing.code
}
