/** The more to the left, the fewer entries are written. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]
type Weight = Exclude<LogLevel, 'silent'>

/**
 * What an entry may say beside its level, time and what happened: names of our own and counts. There is no field for what a
 * person or a system sent, so that no id, text, address, query or body of theirs can come into a log.
 */
export interface Facts {
  /** the request's own number, which the problem that was answered carries too */
  readonly request?: string
  readonly method?: string
  /** the pattern of the route (`/api/maps/:map`), never the address */
  readonly route?: string
  readonly status?: number
  readonly ms?: number
  readonly running?: number
  readonly events?: number
  readonly port?: number
}

export interface Log {
  error(what: string, facts?: Facts, cause?: unknown): void
  warn(what: string, facts?: Facts, cause?: unknown): void
  info(what: string, facts?: Facts): void
  debug(what: string, facts?: Facts): void
}

export interface LogOptions {
  readonly level: LogLevel
  /** one JSON object a line, or a line for people */
  readonly json: boolean
  readonly write: (line: string) => void
  readonly now: () => Date
}

export function createLog({ level, json, write, now }: LogOptions): Log {
  const most = logLevels.indexOf(level)
  const add = (weight: Weight, what: string, facts: Facts = {}, cause?: unknown): void => {
    if (logLevels.indexOf(weight) > most) return
    const error = cause === undefined ? {} : { error: failureOf(cause, level === 'debug') }
    const time = now().toISOString()
    write(
      json ? `${JSON.stringify({ level: weight, time, what, ...facts, ...error })}\n` : line(weight, time, what, facts),
    )
    if (!json && 'error' in error) write(indented(error.error))
  }
  return {
    error: (what, facts, cause) => add('error', what, facts, cause),
    warn: (what, facts, cause) => add('warn', what, facts, cause),
    info: (what, facts) => add('info', what, facts),
    debug: (what, facts) => add('debug', what, facts),
  }
}

interface Failure {
  readonly name: string
  readonly code?: string
  /** only at the level debug: an engine's words quote what it failed at */
  readonly says?: string
  /** where in the code, innermost first */
  readonly at?: readonly string[]
  readonly cause?: Failure
}

/** An error without its words, which may quote an event; its kind, code and place say where to look. */
function failureOf(error: unknown, withWords: boolean, depth = 0): Failure {
  if (!(error instanceof Error)) return { name: typeof error }
  const at = (error.stack ?? '')
    .split('\n')
    .flatMap((text) => /^\s+at (.+)$/.exec(text)?.[1] ?? [])
    .slice(0, 8)
  return {
    name: error.name,
    ...('code' in error && isCode(error.code) ? { code: String(error.code) } : {}),
    ...(withWords ? { says: error.message } : {}),
    ...(at.length > 0 ? { at } : {}),
    ...(error.cause !== undefined && depth < 3 ? { cause: failureOf(error.cause, withWords, depth + 1) } : {}),
  }
}

function isCode(code: unknown): boolean {
  return typeof code === 'number' || (typeof code === 'string' && /^[\w-]{1,64}$/.test(code))
}

function line(weight: Weight, time: string, what: string, facts: Facts): string {
  const { method, route, status, ms, request, ...rest } = facts
  const said = [
    time.slice(11, 23),
    weight.padEnd(5),
    what,
    method,
    route,
    status,
    ms === undefined ? undefined : `${ms} ms`,
    ...Object.entries(rest).map(([name, value]) => `${name} ${value}`),
    request,
  ]
  return `${said.filter((part) => part !== undefined).join('  ')}\n`
}

function indented({ name, code, says, at = [], cause }: Failure): string {
  const head = [name, code, says].filter((part) => part !== undefined).join(' ')
  return `  ${head}\n${at.map((place) => `    at ${place}\n`).join('')}${cause === undefined ? '' : indented(cause)}`
}
