/** Keeping it running: copies of everything that is held. */
export interface KeepingRoutes {
  /** newest first */
  'GET /api/backups': { query: object; answer: { backups: Backup[] } }
  /** `to`: a folder on the server's machine that is not there yet; absent: one in the data folder, named by the time */
  'POST /api/backups': { query: object; body: { to?: string }; answer: Backup }
}

export interface Backup {
  readonly id: string
  readonly at: string
  /** the version of Throughline that made it */
  readonly version: string
  readonly path: string
  readonly events: number
  readonly files: number
  readonly bytes: number
  /** the number of the last event accepted before it; what was accepted later is not in it */
  readonly last: number
  /** it still lies where it was written */
  readonly isThere: boolean
}
