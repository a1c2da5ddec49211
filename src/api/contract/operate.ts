/** What the machinery around a server asks of it: probes, and the description of all routes. */
export interface Health {
  readonly status: 'up'
  readonly version: string
  /** since the process began */
  readonly seconds: number
}

/** 200 when all is well, 503 when requests had better go elsewhere. */
export interface Readiness {
  readonly ready: boolean
  readonly checks: {
    /** busy: at work on something longer, which is no failure */
    readonly ledger: 'answers' | 'busy' | 'fails'
    readonly warehouse: 'answers' | 'busy' | 'fails'
    /** brings what was accepted into the warehouse; fails: its last attempt did, and it tries again */
    readonly keeper: 'keeps' | 'fails'
    /** events accepted that no question sees yet */
    readonly lag: number
    /** more events come in than can be written: senders are asked to wait */
    readonly full: boolean
    readonly stopping: boolean
  }
}

/** What was taken of a request to /v1: it is on the disk. */
export interface Taken {
  readonly success: true
  readonly accepted: number
  readonly refused: readonly {
    /** the call's place in its batch, from 0 */
    readonly index: number
    readonly field: string
    readonly value: string
    readonly reason: string
  }[]
}

/** What was made of what a connector was handed: all that could not be read is kept. */
export interface HookTaken extends Taken {
  /** objects that no rule took */
  readonly passed: number
}

/** What was taken of a file sent to /v1/import: it is on the disk. */
export interface BulkTaken {
  readonly success: true
  /** rows */
  readonly read: number
  readonly accepted: number
  /** the first 1,000 of them */
  readonly refused: readonly {
    readonly line: number
    readonly field: string
    readonly value: string
    readonly reason: string
  }[]
  /** listed or not */
  readonly refusedInAll: number
}

/** Routes that are no questions: null where the answer is a text or a stream. */
export interface OtherAnswers {
  'GET /health': Health
  'GET /ready': Readiness
  'GET /metrics': null
  'GET /api/openapi.json': Readonly<Record<string, unknown>>
  'GET /api/live': null
  'GET /api/sign-in/oidc/:provider': null
  'GET /api/auth/callback/:provider': null
  'GET /api/imports/:import/progress': null
  'GET /api/imports/:import/refused.csv': null
  'POST /v1/track': Taken
  'POST /v1/t': Taken
  'POST /v1/identify': Taken
  'POST /v1/i': Taken
  'POST /v1/page': Taken
  'POST /v1/p': Taken
  'POST /v1/screen': Taken
  'POST /v1/s': Taken
  'POST /v1/group': Taken
  'POST /v1/g': Taken
  'POST /v1/alias': Taken
  'POST /v1/a': Taken
  'POST /v1/batch': Taken
  'POST /v1/b': Taken
  'POST /v1/events': Taken
  'POST /v1/import': BulkTaken
  'POST /v1/hook/:connector': HookTaken
  'POST /v1/hook/:connector/:key': HookTaken
  'GET /v1/projects/:key/settings': Readonly<Record<string, unknown>>
}
