import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Connector, eventsOf, type Mapping, type Payload, parseConnector, type Read } from '../../event/index.ts'
import { type Environment, type Sink, type Source, startSource } from '../../runtime/index.ts'
import type { Ledger, StoredConnector, StoredRefusal, StoredWriter } from '../../store/index.ts'
import { type Accepted, type Intake, owned } from '../intake/intake.ts'
import type { Log } from '../operate/log.ts'
import { ApiProblem } from '../problem.ts'

/** How a connector does since the server started. */
export interface Seat {
  readonly stored: StoredConnector
  readonly writer: StoredWriter
  /** null: its text is no connector any more */
  readonly connector: Connector | null
  readonly source: Source | null
  /** the last attempt to fetch; null: there was none, or none is made */
  isWell: boolean | null
  /** what is wrong, where something is */
  says: string | null
  /** objects that no rule took */
  passed: number
  /** when something was fetched last, milliseconds since 1970 */
  looked: number | null
}
export interface Taken extends Accepted {
  readonly passed: number
}
interface Parts {
  readonly ledger: Ledger
  readonly intake: Intake
  readonly log: Log
  readonly environment: Environment
  readonly now: () => number
}

const pause = 50

/** The connectors of a server that runs: what they fetch, or are handed, becomes events and goes the way of all events. */
export class ConnectorDesk {
  readonly #parts: Parts
  readonly #seats = new Map<string, Seat>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    for (const stored of await this.#parts.ledger.connectors.list()) await this.open(stored)
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#seats.keys()].map((id) => this.close(id)))
  }

  /** A connector begins, or begins anew with another text. */
  async open(stored: StoredConnector): Promise<void> {
    await this.close(stored.id)
    const writer = (await this.#parts.ledger.writers.list()).find(({ id }) => id === stored.writer)
    if (writer === undefined) throw new Error(`the connector ${stored.id} has no writer`)
    const { value: connector, problems } = parseConnector(stored.text)
    const seat: Seat = {
      stored,
      writer,
      connector,
      source: connector === null ? null : this.#sourceOf(connector, writer),
      isWell: null,
      says: problems[0] === undefined ? null : `line ${problems[0].line}: ${problems[0].at} ${problems[0].says}`,
      passed: 0,
      looked: null,
    }
    this.#seats.set(stored.id, seat)
  }

  async close(id: string): Promise<void> {
    const seat = this.#seats.get(id)
    this.#seats.delete(id)
    await seat?.source?.stop()
  }

  find(id: string): Seat | undefined {
    return this.#seats.get(id)
  }

  get environment(): Environment {
    return this.#parts.environment
  }

  /** @throws ApiProblem `busy`. Returns when what is accepted, and what could not be read, is on the disk. */
  async take(id: string, writer: StoredWriter, mapping: Mapping, payloads: readonly Payload[]): Promise<Taken> {
    const { intake, ledger } = this.#parts
    intake.assertRoom()
    const mapper = { received: intake.now(), hash: hashOfText }
    const reads: Read[] = []
    const refused: Omit<StoredRefusal, 'number' | 'at'>[] = []
    let passed = 0
    for (const payload of payloads) {
      const mapped = eventsOf(mapping, payload, mapper)
      passed += mapped.passed
      reads.push(...mapped.events.map((event) => ({ event })), ...mapped.faults.map((fault) => ({ fault })))
      const [first] = mapped.faults
      if (first !== undefined) refused.push({ payload: printed(payload), ...first })
    }
    await ledger.connectors.refuse(id, refused)
    const accepted = await intake.accept(writer, reads)
    const seat = this.#seats.get(id)
    if (seat !== undefined) seat.passed += passed
    return { ...accepted, passed }
  }

  #sourceOf(connector: Connector, writer: StoredWriter): Source | null {
    return startSource(connector, this.#sink(connector, writer))
  }

  #sink(connector: Connector, writer: StoredWriter): Sink {
    const { ledger, intake, log, now } = this.#parts
    const { id } = connector
    const { connectors } = ledger
    return {
      items: () => connectors.items(id),
      remember: (item, note) => connectors.remember(id, item, note),
      takeRead: async ({ events, refused }, signal) => {
        while (!intake.isQuiet && !signal.aborted) await sleep(pause, undefined, { signal })
        const own = events.map(({ event }) => owned(event, writer))
        await intake.take(writer, own, refused)
      },
      unreadable: async (file, says) => {
        const fault = { field: 'file', value: file, reason: says }
        await connectors.refuse(id, [{ payload: printed({ value: file }), ...fault }])
        intake.count(writer, 0, [fault])
      },
      well: () => this.#note(id, true, null, now()),
      failed: (error, again) => {
        const says = error instanceof Error ? error.message : String(error)
        this.#note(id, false, says, now())
        log.warn('a connector cannot fetch; it is tried again', { ms: again })
      },
    }
  }

  #note(id: string, isWell: boolean, says: string | null, at: number): void {
    const seat = this.#seats.get(id)
    if (seat === undefined) return
    seat.isWell = isWell
    seat.says = says
    seat.looked = at
  }
}

function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

function printed({ value, about = {} }: Payload): string {
  return JSON.stringify({ value, about })
}

/** A payload that was kept because it could not be read. */
export function payloadOf({ payload }: Pick<StoredRefusal, 'payload'>): Payload {
  return JSON.parse(payload) as Payload // as `printed` wrote it
}

export function connectorMissing(id: string): ApiProblem {
  return new ApiProblem('not-found', `There is no connector "${id}".`, 'npx throughline connector list names them.')
}
