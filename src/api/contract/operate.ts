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
