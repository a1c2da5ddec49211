import type { Problem } from './contract.ts'

/** What can go wrong in a request, and the one place where HTTP is known. */
const statusOf = {
  'bad-request': 400,
  'key-unknown': 401,
  'sign-in-needed': 401,
  'sign-in-failed': 401,
  'not-allowed': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'map-not-found': 404,
  'step-not-found': 404,
  'case-not-found': 404,
  'import-not-found': 404,
  'import-busy': 409,
  'last-admin': 409,
  'no-server': 409,
  'link-invalid': 410,
  'name-taken': 409,
  'folder-taken': 409,
  'too-large': 413,
  'map-invalid': 422,
  'connector-invalid': 422,
  'file-unreadable': 422,
  'mapping-incomplete': 422,
  'question-unanswerable': 422,
  'no-events': 409,
  busy: 429,
  'too-many': 429,
  stopping: 503,
  'not-running': 409,
  'source-failed': 503,
  'provider-failed': 502,
  'store-failed': 500,
  unexpected: 500,
} satisfies Record<string, number>
export type ProblemCode = keyof typeof statusOf

const titles = {
  'bad-request': 'The request is not understood',
  'key-unknown': 'The key is not known',
  'sign-in-needed': 'Please sign in',
  'sign-in-failed': 'Signing in failed',
  'not-allowed': 'Your role does not allow it',
  'foreign-origin': 'The request comes from another site',
  'not-found': 'There is nothing here',
  'map-not-found': 'There is no such map',
  'step-not-found': 'The map has no such step',
  'case-not-found': 'There is no such case',
  'import-not-found': 'There is no such import',
  'import-busy': 'The import is under way',
  'last-admin': 'There must be an admin',
  'no-server': 'No server runs',
  'link-invalid': 'The link does not work any more',
  'name-taken': 'The name is taken',
  'folder-taken': 'The folder is not empty',
  'too-large': 'The body is too large',
  'map-invalid': 'The map has problems',
  'connector-invalid': 'The connector has problems',
  'file-unreadable': 'The file cannot be read',
  'mapping-incomplete': 'The columns are not mapped yet',
  'question-unanswerable': 'The question cannot be answered',
  'no-events': 'There are no events yet',
  'too-many': 'Too many requests',
  busy: 'More comes in than can be taken in',
  stopping: 'The server is stopping',
  'not-running': 'No server is running',
  'source-failed': 'The connector cannot work yet',
  'provider-failed': 'The provider of sign-in failed',
  'store-failed': 'The store did not answer',
  unexpected: 'Something went wrong that we did not foresee',
} satisfies Record<ProblemCode, string>

/** One field at fault. */
export interface Fault {
  readonly field: string
  readonly value?: string
  readonly reason: string
}

/** Every code with its status and title. */
export const problemKinds = Object.fromEntries(
  Object.entries(statusOf).map(([code, status]) => [code, { status, title: titles[code as ProblemCode] }]), // its own keys
) as Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>>

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly code: ProblemCode
  readonly remedy: string
  /** one entry a finding, where there are several */
  readonly problems: readonly unknown[]
  /** seconds after which it may be tried again, where that is known */
  readonly after: number | undefined

  constructor(code: ProblemCode, says: string, remedy: string, problems: readonly unknown[] = [], after?: number) {
    super(says)
    this.code = code
    this.remedy = remedy
    this.problems = problems
    this.after = after
  }
}

/** Seconds after which what was refused for the moment may be sent again. */
const retryAfter: Partial<Readonly<Record<ProblemCode, number>>> = { busy: 5, stopping: 5 }

export function retryOf({ code, after }: ApiProblem): string | null {
  const seconds = after ?? retryAfter[code]
  return seconds === undefined ? null : String(seconds)
}

/** @param request the number of the request, which the log names too */
export function problemBody(problem: ApiProblem, request?: string): Problem {
  return {
    type: `urn:throughline:problem:${problem.code}`,
    ...(request === undefined ? {} : { instance: `urn:uuid:${request}` }),
    code: problem.code,
    title: titles[problem.code],
    detail: problem.message,
    remedy: problem.remedy,
    status: statusOf[problem.code],
    ...(problem.problems.length > 0 ? { problems: [...problem.problems] } : {}),
  }
}

/** Codes of the rooms below, as this room's. A code that is not listed is the server's fault. */
const fromBelow: Readonly<Record<string, ProblemCode>> = {
  'no-such-file': 'file-unreadable',
  'broken-file': 'file-unreadable',
  'mapping-incomplete': 'mapping-incomplete',
  'row-refused': 'file-unreadable',
  'no-events': 'no-events',
  'folder-taken': 'folder-taken',
}

/** Any error as a problem that names the thing, the value and the way out. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (!(error instanceof Error)) return new ApiProblem('unexpected', String(error), "Look into the server's log.")
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const remedy = 'remedy' in error && typeof error.remedy === 'string' ? error.remedy : "Look into the server's log."
  const known = fromBelow[code]
  if (known) return new ApiProblem(known, error.message, remedy)
  switch (error.name) {
    case 'ReadProblem':
      return new ApiProblem('file-unreadable', error.message, remedy)
    case 'ConnectProblem':
      return new ApiProblem('source-failed', error.message, remedy)
    case 'MatchProblem':
    case 'QuestionProblem':
      return new ApiProblem('question-unanswerable', error.message, remedy)
    case 'StoreProblem':
      return new ApiProblem('store-failed', error.message, remedy)
    default:
      return new ApiProblem('unexpected', error.message, remedy)
  }
}

/** What is wrong in a request, field by field. */
export function atFault(faults: readonly Fault[], remedy: string): ApiProblem {
  const says = faults.map(({ field, value, reason }) => `${field}${value === undefined ? '' : ` "${value}"`} ${reason}`)
  return new ApiProblem('bad-request', says.join('; '), remedy, faults)
}
