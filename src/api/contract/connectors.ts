import type { Writer } from './writers.ts'

/** Where events are fetched from, or handed in by others in their own shape. */
export interface ConnectorRoutes {
  'GET /api/connectors': { query: object; answer: { connectors: ConnectorState[] } }
  'GET /api/connectors/:connector': { query: object; answer: ConnectorState & { text: string } }
  /** A text with the id of one that is there takes its place. `key` is told this once, where the sender must show one. */
  'POST /api/connectors': {
    query: object
    body: { text: string }
    answer: ConnectorState & { key: string | null }
  }
  'DELETE /api/connectors/:connector': { query: object; answer: { id: string } }
  /** what the document would make of an object; nothing is kept */
  'POST /api/connectors/check': {
    query: object
    body: { text: string; payload?: unknown }
    answer: ConnectorTrial
  }
  /** reads again from an instant on; what is held adds nothing */
  'POST /api/connectors/:connector/again': {
    query: object
    body: { from?: string }
    answer: ReadAgain
  }
  /** the same of what a writer sent */
  'POST /api/writers/:writer/again': { query: object; body: { from?: string }; answer: ReadAgain }
}

export interface ConnectorState {
  readonly id: string
  readonly title: string
  readonly kind: 'webhook' | 'folder'
  readonly partner: string | null
  readonly at: string
  /** where others send to; null: it fetches by itself */
  readonly hook: string | null
  readonly writer: Writer
  /** kept because they could not be read; they are read again with `again` */
  readonly kept: number
  /** null: no server is running */
  readonly now: {
    /** waiting: for others, or for its first look */
    readonly state: 'waiting' | 'well' | 'failing'
    readonly says: string | null
    /** objects that no rule of its mapping took, since the start */
    readonly passed: number
    readonly looked: string | null
  } | null
}

export interface ConnectorTrial {
  readonly id: string
  readonly title: string
  readonly kind: ConnectorState['kind']
  readonly events: readonly unknown[]
  readonly faults: readonly { readonly field: string; readonly value: string; readonly reason: string }[]
  readonly passed: number
}

export interface ReadAgain {
  /** what could not be read before: how much of it can be now, and how much still cannot */
  readonly refused: { readonly read: number; readonly still: number }
  /** events that the log holds since then, and how many of them the warehouse did not; null: the source is read again */
  readonly log: { readonly events: number; readonly added: number } | null
  /** from where the source is read again; null: it cannot be */
  readonly source: string | null
}
