/** Those who send events, and their keys. */
export interface WriterRoutes {
  'GET /api/writers': { query: object; answer: { writers: Writer[] } }
  /** the key is told this once; only its hash is kept */
  'POST /api/keys': {
    query: object
    body: { kind: 'write'; writer: string /** the name of the third party that sends with it */; partner?: string }
    answer: { key: string; hint: string; writer: string }
  }
  'DELETE /api/keys/:key': { query: object; answer: { hint: string } }
}

export interface Writer {
  readonly id: string
  readonly title: string
  readonly partner: string | null
  readonly at: string
  readonly keys: readonly { readonly hint: string; readonly at: string; readonly revoked: string | null }[]
  /** since the server started; null: no server is running */
  readonly seen: {
    readonly accepted: number
    readonly refused: number
    readonly last: string | null
    /** events in each of the last 60 minutes, the present one last */
    readonly minutes: readonly number[]
    /** seconds between an event and its coming in, of half of the last 500; null: there was none */
    readonly late: number | null
    /** the last refusals */
    readonly samples: readonly {
      readonly field: string
      readonly value: string
      readonly reason: string
      readonly at: string
    }[]
  } | null
}
