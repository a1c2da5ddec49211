/** What the store offers to the rooms above it. */
import type { Kysely } from 'kysely'
import type { Event, Micros, Refusal, SourcedEvent } from '../event/index.ts'
import type { SqlText } from '../match/index.ts'
import type { Database } from './ledger/database.ts'

/** A question to the warehouse: ClickHouse SQL with typed parameters, `{name:Type}`. */
export interface Query {
  readonly sql: string
  readonly params?: Readonly<Record<string, unknown>>
}

export interface Warehouse {
  /** Rows as JSONEachRow gives them (64-bit integers as numbers where they are safe). */
  rows<Row>(query: Query, options?: { readonly signal?: AbortSignal }): Promise<Row[]>
  /** Takes in events, as `encoded` gives them; returns when they are durable. Adds only what it does not hold. */
  append(
    source: Source,
    batches: AsyncIterable<Batch>,
    on?: (progress: Appending) => void,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Appended>
  /** Takes out all events that a source brought. @returns how many */
  remove(fingerprint: string): Promise<number>
  /** From now on these customers' events are asked for under another name. What was so already stays so. */
  rename(renamings: readonly Renaming[]): Promise<void>
  /** The two case-ordered tables of a lens, built or brought up to date first. */
  lens(spec: LensSpec, on?: (progress: { readonly done: number; readonly of: number }) => void): Promise<Lens>
  /**
   * `Lens.counts` of those rows of `linked` that meet a condition, to be written after FROM. Counted at the first question;
   * kept for others of the same condition until the lens changes.
   */
  counts(lens: Lens, condition: SqlText): Promise<string>
  /**
   * The cases of a lens that meet a condition on its `trace`, found once and kept until the lens changes.
   * `isPeriod`: the condition asks only for `started`, which `linked` has too.
   */
  cases(lens: Lens, condition: SqlText & { readonly isPeriod?: boolean }): Promise<KeptCases>
  /** Event names with counts, most frequent first. */
  names(): Promise<readonly { readonly name: string; readonly count: number }[]>
  /** Which properties and traits events carry, and what those events are called, in the order of all three. */
  carried(): Promise<
    readonly { readonly kind: 'property' | 'trait'; readonly property: string; readonly name: string }[]
  >
  /** What the tables hold now, kept still on the disk until it is released; nothing is written meanwhile. */
  freeze(): Promise<Frozen>
  /** First and last instant and number of events held; null when empty. */
  extent(): Promise<{ readonly first: Micros; readonly last: Micros; readonly events: number } | null>
  close(): Promise<void>
}

/** The tables as they stood at one moment. */
export interface Frozen {
  readonly tables: readonly FrozenTable[]
  release(): Promise<void>
}
export interface FrozenTable {
  readonly name: string
  /** the statement that makes it */
  readonly create: string
  /** where its parts are; null: it is empty */
  readonly folder: string | null
  readonly rows: number
}

/** An id that stands in events for a customer, and the name it goes by; its own: it goes by none. */
export interface Renaming {
  readonly id: string
  readonly name: string
}

export interface Source {
  /** shown in refusals and the list of imports */
  readonly name: string
  /** the same for the same content, so that reading it again keeps its events' places */
  readonly fingerprint: string
  /** 'message': an event's id alone tells it from the others of this source, as a sender that tries again counts on */
  readonly ids?: 'message'
}
/** What was read, before it is encoded. */
export interface Sourced {
  readonly events: readonly SourcedEvent[]
  readonly refused: readonly Refusal[]
}
/** What `append` takes: events encoded as the engine reads them, and what was refused between them. */
export interface Batch {
  /** whole rows, in the order of the source; read until the next batch is asked for, and not after */
  readonly rows: Uint8Array<ArrayBuffer>
  /** how many */
  readonly events: number
  readonly refused: readonly Refusal[]
}
export interface Appending {
  readonly phase: 'reading' | 'storing'
  readonly read: number
  readonly refused: number
}
export interface Appended {
  readonly read: number
  readonly written: number
  readonly duplicates: number
  readonly refused: number
  /** events that the same source had brought before, whether or not they were read the same way */
  readonly earlier: number
}

export interface LensSpec {
  /** in the order of the map; the first whose condition holds is the event's step */
  readonly steps: readonly {
    readonly id: string
    readonly when: SqlText /** set where the condition is only a name, or names */
    readonly names?: readonly string[]
  }[]
  readonly by: 'case' | 'customer'
  /** only events of these sources, by name; absent: all */
  readonly sources?: readonly string[]
  /** steps that end a case, and the quiet time after which one is over */
  readonly ends: { readonly steps: readonly string[]; readonly quiet: Micros | null }
  /** only promises that name their next step */
  readonly promises: readonly { readonly step: string; readonly next: readonly string[] }[]
  /** customers in the map's segment: a HAVING condition over a customer's events; null: all */
  readonly segment: SqlText | null
}

export interface Lens {
  /** step ids; the code of a step is its place here plus 1 */
  readonly steps: readonly string[]
  /** what to write after FROM: columns as in docs/architecture.md */
  readonly trace: string
  readonly linked: string
  /**
   * `linked` counted: prev, step, bin, visits, cases (`first`), freshly, again, and the sum of the gaps as high * 2^20 + low.
   * Several rows may speak of one (prev, step, bin): their sum counts.
   */
  readonly counts: string
  /** cases by the hash of their steps: hash, cases; the sum of a hash's rows counts */
  readonly ways: string
  readonly cases: number
  /** visits, i.e. events that are a step */
  readonly visits: number
  /** distinct customers of the cases; absent while a delta is pending, as they do not add up */
  readonly customers?: number
  readonly ties: { readonly pairs: number; readonly moved: number }
  /** the latest instant in the store: what has not happened by then is open */
  readonly horizon: Micros
}

/** Cases that a condition leaves. What it names stays for a minute after it was replaced. */
export interface KeptCases {
  /** a condition that `trace` and `linked` of the whole lens both answer */
  readonly picks: string
  /** where they are few: tables like the lens's, of these cases alone */
  readonly few: { readonly trace: string; readonly linked: string } | null
}

export interface Ledger {
  readonly maps: MapShelf
  readonly views: ViewShelf
  readonly segments: SegmentShelf
  readonly settings: SettingShelf
  readonly writers: WriterShelf
  readonly identities: IdentityShelf
  readonly access: AccessShelf
  /** the tables themselves, for better-auth, which brings its own questions; they wait for their turn like all others */
  readonly tables: Kysely<Database>
  readonly backups: BackupShelf
  readonly connectors: ConnectorShelf
  readonly log: Log
  /** Copies its files as they are on the disk between two pieces of work: opened, the copy is this ledger at that moment. */
  copy(to: string): Promise<LedgerCopied>
  close(): Promise<void>
}
/** Who may sign in, the keys of their programs, and what was changed by whom. */
export interface AccessShelf {
  /** by name, each with the ways it can sign in by */
  members(): Promise<readonly (StoredMember & { readonly ways: readonly string[] })[]>
  member(id: string): Promise<StoredMember | null>
  /** whether an admin can sign in: one that has a password, or comes by a provider */
  hasAdmin(): Promise<boolean>
  apiKeys(member: string): Promise<readonly StoredApiKey[]>
  addApiKey(key: {
    readonly hash: string
    readonly hint: string
    readonly member: string
    readonly title: string
    readonly expires: Date | null
  }): Promise<void>
  revokeApiKey(member: string, id: string): Promise<boolean>
  /** Whose key has this hash; null: nobody's, or it was revoked, or its time is over. */
  byApiKey(hash: string, now: Date): Promise<StoredMember | null>
  record(entry: Omit<AuditEntry, 'number' | 'at'>): Promise<void>
  /** newest first; `before`: only older than this number */
  audit(which: { readonly before: number | null; readonly most: number }): Promise<readonly AuditEntry[]>
}
export interface StoredMember {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: string
  /** set for a partner's: the id by which maps name it */
  readonly partner: string | null
  readonly at: string
}
export interface StoredApiKey {
  readonly id: string
  readonly hint: string
  readonly title: string
  readonly at: string
  readonly expires: string | null
  readonly revoked: string | null
}
/** A change: who asked for it, by which route, of what, and how it was answered. Not what was in it. */
export interface AuditEntry {
  readonly number: number
  readonly at: string
  /** the member's id; or what it was, where it was no member */
  readonly who: string
  readonly name: string
  readonly route: string
  readonly what: string
  readonly status: number
}
/** The backups that were made of this folder, wherever they are now. */
export interface BackupShelf {
  /** newest first */
  list(): Promise<readonly StoredBackup[]>
  add(backup: StoredBackup): Promise<void>
}
export interface StoredBackup {
  readonly id: string
  readonly at: string
  /** the version of Throughline that made it */
  readonly version: string
  readonly path: string
  readonly events: number
  readonly files: number
  readonly bytes: number
  /** the number of the last event accepted before it */
  readonly last: number
}

/** Up to where a copy of the ledger goes. */
export interface LedgerCopied {
  /** the number of the last event accepted */
  readonly last: number
  /** how far the warehouse had come */
  readonly position: number
}
export interface MapShelf {
  list(): Promise<readonly StoredMap[]>
  get(id: string, version?: number): Promise<StoredMap | null>
  versions(
    id: string,
  ): Promise<readonly { readonly version: number; readonly at: string; readonly note: string | null }[]>
  /** A new version when the text differs from the newest, else the newest. */
  put(map: { readonly id: string; readonly text: string; readonly note?: string }): Promise<StoredMap>
  /** Hides the map; its versions stay. */
  remove(id: string): Promise<boolean>
}
export interface StoredMap {
  readonly id: string
  readonly version: number
  readonly text: string
  readonly at: string
  readonly note: string | null
}
export interface ViewShelf {
  list(): Promise<readonly StoredView[]>
  add(view: { readonly title: string; readonly url: string }): Promise<StoredView>
  remove(id: string): Promise<boolean>
}
export interface StoredView {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly at: string
}
export interface SegmentShelf {
  /** by title */
  list(): Promise<readonly StoredSegment[]>
  /** null where another has the title, whatever the case of its letters */
  add(segment: { readonly title: string; readonly predicate: unknown }): Promise<StoredSegment | null>
  remove(id: string): Promise<boolean>
}
export interface StoredSegment {
  readonly id: string
  readonly title: string
  /** as it was put; whoever reads it parses it */
  readonly predicate: unknown
  readonly at: string
}
export interface SettingShelf {
  all(): Promise<Readonly<Record<string, unknown>>>
  put(name: string, value: unknown): Promise<void>
}

/** Those who send events: a system, a connector, a partner outside the company. */
export interface WriterShelf {
  /** by title */
  list(): Promise<readonly StoredWriter[]>
  /** null where another has the title, whatever the case of its letters */
  add(writer: { readonly title: string; readonly partner?: string }): Promise<StoredWriter | null>
  /** Keeps a key's hash; `hint` is the part of it that may be shown. @throws where there is no such writer */
  addKey(key: { readonly hash: string; readonly hint: string; readonly writer: string }): Promise<void>
  /** From now on nobody sends with it. */
  revoke(hint: string): Promise<boolean>
  /** Whose key has this hash; null: nobody's, or it was revoked. */
  byKey(hash: string): Promise<StoredWriter | null>
}
export interface StoredWriter {
  readonly id: string
  readonly title: string
  /** set for a third party: what it sends is that partner's */
  readonly partner: string | null
  readonly at: string
  readonly keys: readonly { readonly hint: string; readonly at: string; readonly revoked: string | null }[]
}

/** Where events are fetched from, or handed in by others in their own shape. */
export interface ConnectorShelf {
  /** by id */
  list(): Promise<readonly StoredConnector[]>
  /** A new text for an id keeps what it is done with. */
  put(connector: Pick<StoredConnector, 'id' | 'text' | 'writer'>): Promise<StoredConnector>
  remove(id: string): Promise<boolean>
  /** what it is done with, and what it noted of each */
  items(id: string): Promise<ReadonlyMap<string, string>>
  remember(id: string, item: string, note: string): Promise<void>
  /** @returns how many it was done with since then, and is not any more */
  forgetSince(id: string, since: Date): Promise<number>
  /** Keeps what could not be read, whole, so that a better mapping can; the oldest go. */
  refuse(id: string, refused: readonly Omit<StoredRefusal, 'number' | 'at'>[]): Promise<void>
  /** newest first */
  refused(id: string, most: number): Promise<readonly StoredRefusal[]>
  countRefused(): Promise<ReadonlyMap<string, number>>
  forgetRefused(numbers: readonly number[]): Promise<void>
}
export interface StoredConnector {
  readonly id: string
  /** the document */
  readonly text: string
  /** whose events they are */
  readonly writer: string
  readonly at: string
}
export interface StoredRefusal {
  readonly number: number
  readonly at: string
  /** as it came, as JSON */
  readonly payload: string
  readonly field: string
  readonly value: string
  readonly reason: string
}

/** What was accepted, in the order it was: nothing is acknowledged before it is here, and everything else is made from it. */
export interface Log {
  /** Returns when the events are on the disk: the number of the last of them among all ever accepted. */
  append(record: { readonly writer: string; readonly events: readonly Event[] }): Promise<number>
  /** Records after a position, oldest first, of about so many events. */
  read(after: number, most: number): Promise<readonly LogRecord[]>
  /** Records of one writer after a position, accepted since an instant, oldest first: at most so many. */
  readOf(writer: string, since: Date, after: number, most: number): Promise<readonly LogRecord[]>
  /** The number of the last event accepted. */
  readonly last: number
  /** How far a reader of that name has come. */
  position(name: string): Promise<number>
  /** Bytes accepted by `append` that are not yet on the disk. */
  readonly waiting: number
}
/** Which ids are one customer. An id is written `kind:value`; a customer's name is one of its ids. */
export interface IdentityShelf {
  /** those of the bonds that were seen before */
  known(bonds: readonly (readonly [string, string])[]): Promise<readonly (readonly [string, string])[]>
  /** the ids ever seen together with each of these */
  neighbours(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
  /** an id without an entry is its own customer */
  customers(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly customer: string; readonly isShared: boolean }>>
  /** every id of these customers */
  members(customers: readonly string[]): Promise<readonly string[]>
  /** ids that a member set apart */
  apart(): Promise<ReadonlySet<string>>
  /** ids seen with more customers than their rule allows, at most a thousand */
  shared(): Promise<readonly string[]>
  /** how these ids came to be whose they are, newest first */
  changes(ids: readonly string[]): Promise<readonly IdentityChange[]>
  /** One at a time: whoever looks, to settle what follows from it. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** All of it or nothing, and how far the reader of the log has come with it. */
  settle(step: IdentityStep): Promise<void>
}
export interface IdentityStep {
  readonly bonds: readonly (readonly [string, string])[]
  readonly identities: readonly { readonly id: string; readonly customer: string; readonly isShared: boolean }[]
  /** ids that a member set apart (true), or gave back (false) */
  readonly apart: readonly (readonly [string, boolean])[]
  /** @param last what came up to it is done with */
  readonly position: { readonly name: string; readonly last: number } | null
  /** what a person reads in the history */
  readonly because: string
}
export interface IdentityChange {
  readonly at: string
  readonly id: string
  readonly was: string
  readonly became: string
  readonly because: string
}

export interface LogRecord {
  /** the number of its last event */
  readonly last: number
  readonly writer: string
  readonly events: readonly Event[]
}

export interface Store {
  readonly dir: string
  readonly warehouse: Warehouse
  /** opened at first use */
  ledger(): Promise<Ledger>
  /** tells other processes where the server of this folder listens */
  announce(url: string): Promise<void>
  close(): Promise<void>
}
