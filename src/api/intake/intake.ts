import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Event, Fault, Micros, Read } from '../../event/index.ts'
import { type Keeper, ownWriter } from '../../runtime/index.ts'
import type { Ledger, StoredWriter } from '../../store/index.ts'
import { ApiProblem } from '../problem.ts'
import { Pace } from './pace.ts'

export interface Refused extends Fault {
  /** the call's place in its batch, from 0 */
  readonly index: number
}
export interface Accepted {
  readonly accepted: number
  readonly refused: readonly Refused[]
}
/** What one writer has sent since the server started. */
export interface Tally {
  /** the writer's */
  title: string
  accepted: number
  refused: number
  /** microseconds since 1970; null: nothing yet */
  lastSeen: Micros | null
  readonly pace: Pace
  /** the last ones */
  readonly samples: (Fault & { readonly at: Micros })[]
}

/** An event of Segment's shape has no more bytes. */
export const mostEventBytes = 32 * 1024
/** Nor has a request. */
export const mostBatchBytes = 512 * 1024
const mostSamples = 100
/** Beyond so much accepted and not yet written, or written and not yet taken in, whoever sends is asked to wait. */
const mostWaitingBytes = 64 << 20
const mostLag = 5_000_000
const keptKeys = 10_000
/** Milliseconds between two looks whether a decision has come through, and how long it is waited for. */
const decisionPause = 50
const decisionPatience = 10_000

/** Where events come in over HTTP: whose key it is, what is an event, and that it is durable before it is acknowledged. */
export class Intake {
  readonly #ledger: Pick<Ledger, 'log' | 'writers'>
  readonly #keeper: Keeper
  readonly #now: () => Micros
  readonly #writers = new Map<string, Promise<StoredWriter | null>>()
  readonly #tallies = new Map<string, Tally>()

  constructor(ledger: Pick<Ledger, 'log' | 'writers'>, keeper: Keeper, now: () => Micros) {
    this.#ledger = ledger
    this.#keeper = keeper
    this.#now = now
  }

  now(): Micros {
    return this.#now()
  }

  /** @throws ApiProblem `key-unknown` */
  async writerOf(key: string): Promise<StoredWriter> {
    const hash = hashOf(key)
    let found = this.#writers.get(hash)
    if (found === undefined) {
      if (this.#writers.size >= keptKeys) this.#writers.clear() // guesses, most of them
      found = this.#ledger.writers.byKey(hash)
      this.#writers.set(hash, found)
    }
    const writer = await found
    if (writer !== null) return writer
    this.#writers.delete(hash)
    throw new ApiProblem(
      'key-unknown',
      key === '' ? 'The request carries no write key.' : `The write key ${hintOf(key)} is not known, or was revoked.`,
      'Send the key as the user of Basic authentication; npx throughline key create --kind write makes one.',
    )
  }

  /** A key was revoked: it is looked up anew from now on. */
  forgetKeys(): void {
    this.#writers.clear()
  }

  get hasRoom(): boolean {
    return this.waiting <= mostWaitingBytes && this.#keeper.lag <= mostLag
  }

  /** Bytes taken in that are not yet on the disk. */
  get waiting(): number {
    return this.#ledger.log.waiting
  }

  /** So little waits that who is in no hurry may go on. */
  get isQuiet(): boolean {
    return this.waiting <= mostWaitingBytes / 8 && this.#keeper.lag <= mostLag / 50
  }

  /** @throws ApiProblem `busy`: nothing was taken, and it may be sent again. */
  assertRoom(): void {
    if (this.hasRoom) return
    throw new ApiProblem('busy', 'More events come in than can be written.', 'Send them again in a few seconds.')
  }

  /** What was read of one request, in its order. Returns when what is accepted is on the disk. */
  async accept(writer: StoredWriter, reads: readonly Read[]): Promise<Accepted> {
    const events: Event[] = []
    const refused: Refused[] = []
    reads.forEach((read, index) => {
      if ('fault' in read) refused.push({ index, ...read.fault })
      else events.push(owned(read.event, writer))
    })
    return { accepted: await this.take(writer, events, refused), refused }
  }

  /** Events that have ids, and what was refused beside them. @returns how many were accepted, when they are on the disk */
  async take(writer: StoredWriter, events: readonly Event[], refused: readonly Fault[]): Promise<number> {
    this.count(writer, 0, refused)
    if (events.length > 0) {
      await this.#ledger.log.append({ writer: writer.id, events })
      this.#keeper.kick()
    }
    const tally = this.count(writer, events.length, [])
    tally.pace.add(events, this.#now())
    return events.length
  }

  /** What a writer brought, in whatever way. */
  count(writer: StoredWriter, accepted: number, refused: readonly Fault[]): Tally {
    const tally = this.tally(writer.id)
    tally.title = writer.title
    tally.lastSeen = this.#now()
    tally.accepted += accepted
    tally.refused += refused.length
    for (const { field, value, reason } of refused.slice(-mostSamples))
      tally.samples.push({ field, value, reason, at: this.#now() })
    tally.samples.splice(0, tally.samples.length - mostSamples)
    return tally
  }

  /** What a member decided, written down as an event. Returns when it is so in every question. @throws ApiProblem `busy` */
  async decide(event: Event): Promise<void> {
    const { log } = this.#ledger
    const place = await log.append({ writer: ownWriter, events: [event] })
    this.#keeper.kick()
    for (let waited = 0; log.last - this.#keeper.lag < place; waited += decisionPause) {
      if (waited >= decisionPatience)
        throw new ApiProblem(
          'busy',
          'What was decided is written down, but events before it are still being taken in.',
          'Look again in a minute.',
        )
      await sleep(decisionPause)
    }
  }

  /** Of all writers that have sent since the start. */
  tallies(): readonly Tally[] {
    return [...this.#tallies.values()].filter(({ title }) => title !== '')
  }

  tally(writer: string): Tally {
    let tally = this.#tallies.get(writer)
    if (tally === undefined) {
      tally = { title: '', accepted: 0, refused: 0, lastSeen: null, samples: [], pace: new Pace() }
      this.#tallies.set(writer, tally)
    }
    return tally
  }
}

/** What a partner sends is that partner's, whatever it says; and an event without an id gets one, so that it stays itself. */
export function owned(event: Event, writer: StoredWriter): Event {
  return {
    ...event,
    id: event.id ?? randomUUID(),
    ...(writer.partner === null ? {} : { partner: writer.partner }),
  }
}

export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The part of a key that may be shown. */
export function hintOf(key: string): string {
  return key.length <= 12 ? `${key.slice(0, 4)}…` : `${key.slice(0, 12)}…`
}
