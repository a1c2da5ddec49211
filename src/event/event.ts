/** Who did it: the side of the conversation an event comes from. */
export const actors = ['customer', 'company', 'partner', 'system'] as const
export type Actor = (typeof actors)[number]

export const scoreKinds = ['nps', 'csat', 'ces'] as const
export type ScoreKind = (typeof scoreKinds)[number]
/** the lowest and the highest answer of each kind */
export const scoreRange = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const satisfies Record<ScoreKind, unknown>

/** A scalar a source attached to an event; nested values are kept as their JSON text. */
export type Scalar = string | number | boolean

/** Microseconds since 1970-01-01T00:00:00Z. A safe integer until the year 2255. */
export type Micros = number

/** One thing that happened to one customer at one instant (DESIGN 4). */
export interface Event {
  /** The sender's message id; a row of a file without one has none, and the store derives it from the values. */
  readonly id?: string
  readonly customer: Customer
  readonly name: string
  readonly at: Micros
  readonly received?: Micros
  readonly actor: Actor
  readonly channel?: string
  readonly team?: string
  readonly system?: string
  readonly partner?: string
  readonly case?: string
  readonly text?: string
  readonly score?: { readonly kind: ScoreKind; readonly value: number }
  readonly properties: Readonly<Record<string, Scalar>>
  readonly traits?: Readonly<Record<string, Scalar>>
}

export interface Customer {
  readonly userId?: string
  readonly anonymousId?: string
  readonly [externalId: string]: string | undefined
}

/** An event with the place in its source that it was read from, which orders events of equal time. */
export interface SourcedEvent {
  readonly event: Event
  /** 1-based: the line of a text file, the ordinal of the event in XES, OCEL and Parquet. */
  readonly line: number
}

/** A row that could not become an event: what, where and why (nothing is silent). */
export interface Refusal {
  readonly file: string
  readonly line: number
  readonly field: string
  readonly value: string
  readonly reason: string
}
