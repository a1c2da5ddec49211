import { setTimeout as sleep } from 'node:timers/promises'
import type { Event } from '../event/index.ts'
import { encoded } from '../store/encoding.ts'
import type { Ledger, LogRecord, Warehouse } from '../store/index.ts'

import { joinCustomers } from './identity/join.ts'
import { Identities } from './identity/learn.ts'
import { usualRules } from './identity/rules.ts'

/** What the keeper brought from the log into the warehouse. */
export interface Kept {
  /** new in the warehouse */
  readonly events: number
  /** sent again */
  readonly duplicates: number
  /** cases that moved */
  readonly cases: number
}

export interface KeeperOptions {
  readonly onKept?: (kept: Kept) => void
  /** the warehouse or the ledger could not do it; it is tried again after so many milliseconds */
  readonly onFailed?: (error: unknown, again: number) => void
}

/** Who writes down what members of the workspace decide. No key is ever made for it. */
export const ownWriter = 'throughline'
/** The name of the keeper's position in the log. */
const keeperName = 'warehouse'
/** Events taken at once: enough for the engine to be quick, few enough that a screen does not wait for them. */
const mostAtOnce = 20_000
/** What comes within this time goes together: an insert costs the same for one event as for a thousand. */
const gathering = 200
/** Requests read at once, where what came in is taken in once more. */
const recordsAgain = 1_000
const firstPause = 500
const longestPause = 30_000

/**
 * Brings what was accepted from the log into the warehouse, in the log's order. The position is moved after the events
 * are in; whatever dies between is done again, and a message id that is held adds nothing.
 */
export class Keeper {
  readonly #warehouse: Pick<Warehouse, 'append' | 'rename'>
  readonly #ledger: Pick<Ledger, 'log' | 'writers' | 'identities'>
  readonly #options: KeeperOptions
  readonly #identities: Identities
  readonly #stop = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #turn: Promise<unknown> = Promise.resolve()
  #wake: () => void = () => undefined
  #position = 0
  #isKicked = false
  #isFailing = false
  #titles = new Map<string, string>()

  constructor(
    warehouse: Pick<Warehouse, 'append' | 'rename'>,
    ledger: Pick<Ledger, 'log' | 'writers' | 'identities'>,
    options: KeeperOptions = {},
  ) {
    this.#warehouse = warehouse
    this.#ledger = ledger
    this.#identities = new Identities(ledger.identities, usualRules)
    this.#options = options
  }

  /** Events accepted that are not yet in the warehouse. */
  get lag(): number {
    return Math.max(0, this.#ledger.log.last - this.#position)
  }

  /** The last attempt to take in failed; it is tried again. */
  get isFailing(): boolean {
    return this.#isFailing
  }

  /** Takes in what the log still holds from before, then goes on beside. */
  async start(): Promise<void> {
    this.#position = await this.#ledger.log.position(keeperName)
    this.#running = this.#run()
  }

  /** Something was accepted. */
  kick(): void {
    this.#isKicked = true
    this.#wake()
  }

  /**
   * Takes in what the log holds now, and stops.
   * @param within milliseconds after which the rest is left in the log
   * @throws StoreProblem; what was not taken in stays in the log.
   */
  async stop(within = Number.POSITIVE_INFINITY): Promise<void> {
    this.#stop.abort()
    this.#wake()
    await this.#running
    await this.drain(within)
  }

  /** @throws StoreProblem; what was not taken in stays in the log. */
  async drain(within = Number.POSITIVE_INFINITY): Promise<void> {
    const until = performance.now() + within
    this.#position = await this.#ledger.log.position(keeperName)
    while ((await this.#keepSome()) && performance.now() < until);
  }

  /** Runs this while nothing is being taken in. What is accepted meanwhile waits in the log. */
  still<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined) // who asked has the failure; the next one's turn comes all the same
    return turn
  }

  /** Takes in once more what the log holds of a writer since an instant; what is held adds nothing. */
  async again(writer: string, since: Date): Promise<{ readonly events: number; readonly added: number }> {
    let after = 0
    let events = 0
    let added = 0
    for (;;) {
      const records = await this.#ledger.log.readOf(writer, since, after, recordsAgain)
      const last = records.at(-1)?.last
      if (last === undefined) return { events, added }
      // What is on its way in is left to the keeper: of two who append the same the second would count it as held.
      const settled = records.filter((record) => record.last <= this.#position)
      const { written } = await this.still(() => this.#append(writer, settled))
      events += settled.reduce((sum, record) => sum + record.events.length, 0)
      added += written
      after = last
    }
  }

  async #run(): Promise<void> {
    let pause = firstPause
    while (!this.#stop.signal.aborted) {
      try {
        this.#isKicked = false
        const isMore = await this.#keepSome()
        pause = firstPause
        this.#isFailing = false
        if (!isMore && !this.#isKicked) await this.#kicked()
        else if (!isMore) await this.#wait(gathering)
      } catch (error) {
        this.#isFailing = true
        this.#options.onFailed?.(error, pause)
        await this.#wait(pause)
        pause = Math.min(pause * 2, longestPause)
      }
    }
  }

  #kicked(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      if (this.#stop.signal.aborted || this.#isKicked) resolve()
    })
  }

  async #wait(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stop.signal }).catch(() => undefined) // stopped: there is no more to wait for
  }

  /** @returns whether there was anything */
  async #keepSome(): Promise<boolean> {
    return this.still(() => this.#keep())
  }

  async #keep(): Promise<boolean> {
    const records = await this.#ledger.log.read(this.#position, mostAtOnce)
    const last = records.at(-1)?.last
    if (last === undefined) return false
    let events = 0
    let duplicates = 0
    for (const [writer, own] of byWriter(records)) {
      const appended = await this.#append(writer, own)
      events += appended.written
      duplicates += appended.duplicates
    }
    await this.#resolve(records, last)
    this.#position = last
    this.#options.onKept?.({ events, duplicates, cases: casesOf(records) })
    return true
  }

  /** Which customers they are of, after their events are in: then the ledger and the position, together. */
  async #resolve(records: readonly LogRecord[], last: number): Promise<void> {
    await joinCustomers(this.#warehouse, this.#ledger.identities, this.#identities, {
      customers: records.flatMap((record) => record.events.map(({ customer }) => customer)),
      decisions: records.flatMap((record) => (record.writer === ownWriter ? record.events : [])),
      position: { name: keeperName, last },
    })
  }

  /** The place of an event among all accepted is its line: equal times keep the order in which they were accepted. */
  async #append(writer: string, records: readonly LogRecord[]) {
    const events = records.flatMap((record) =>
      record.events.map((event, i) => ({ event, line: record.last - record.events.length + 1 + i })),
    )
    return this.#warehouse.append(
      { name: await this.#title(writer), fingerprint: `writer:${writer}`, ids: 'message' },
      encoded(
        (async function* () {
          yield { events, refused: [] }
        })(),
      ),
    )
  }

  async #title(writer: string): Promise<string> {
    if (!this.#titles.has(writer)) {
      this.#titles = new Map((await this.#ledger.writers.list()).map(({ id, title }) => [id, title]))
    }
    return this.#titles.get(writer) ?? writer
  }
}

function byWriter(records: readonly LogRecord[]): Map<string, LogRecord[]> {
  const groups = new Map<string, LogRecord[]>()
  for (const record of records) {
    const own = groups.get(record.writer)
    if (own === undefined) groups.set(record.writer, [record])
    else own.push(record)
  }
  return groups
}

function casesOf(records: readonly LogRecord[]): number {
  return new Set(records.flatMap(({ events }) => events.map(caseOf))).size
}

function caseOf(event: Event): string {
  return event.case ?? event.customer.userId ?? event.customer.anonymousId ?? Object.values(event.customer)[0] ?? ''
}
