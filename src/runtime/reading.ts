import { setImmediate as turn } from 'node:timers/promises'
import { lacks, type Profile, read, type SourceFile } from '../event/reading.ts'
import { encoded, rowsOfBatches } from '../store/encoding.ts'
import type { DiskFile } from './disk-file.ts'
import { type Answer, mostInFlight } from './messages.ts'
import { ImportProblem } from './problem.ts'

/** The port to whoever reads. */
interface PieceTaker {
  postMessage(answer: Answer, moved: readonly ArrayBuffer[]): void
}

/** One reading of a file, from its beginning to its end or until it is stopped. */
export class Reading {
  readonly #file: DiskFile
  readonly #port: PieceTaker
  readonly #rows = rowsOfBatches()
  readonly #stopped = new AbortController()
  #inFlight = 0
  #rested: (() => void) | null = null

  constructor(file: DiskFile, port: PieceTaker) {
    this.#file = file
    this.#port = port
  }

  async run(profile: Profile): Promise<void> {
    assertComplete(this.#file.name, profile)
    const { signal } = this.#stopped
    let bytesRead = 0
    const source = sourceFile(this.#file, signal, (bytes) => {
      bytesRead = bytes
    })
    for await (const batch of encoded(read(source, profile), this.#rows)) {
      const answer: Answer = { kind: 'piece', piece: { ...batch, bytesRead } }
      this.#port.postMessage(answer, [batch.rows.buffer])
      this.#inFlight++
      // A reader whose file is at hand never waits; without a turn nothing that is said to it would be heard.
      await turn()
      while (this.#inFlight >= mostInFlight && !signal.aborted) await this.#rest()
      signal.throwIfAborted()
    }
  }

  goOn(memory: ArrayBuffer): void {
    this.#rows.give(memory)
    this.#inFlight--
    this.#rested?.()
  }

  stop(): void {
    this.#stopped.abort()
    this.#rested?.()
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      this.#rested = resolve
    })
  }
}

function assertComplete(file: string, profile: Profile): void {
  const missing = lacks(profile)
  if (missing.length === 0) return
  throw new ImportProblem(
    'mapping-incomplete',
    `${file}: ${missing.map((lack) => lack.says).join('; ')}.`,
    `${missing.map((lack) => lack.remedy).join('. ')}.`,
  )
}

export function sourceFile(file: DiskFile, signal?: AbortSignal, onRead?: (bytes: number) => void): SourceFile {
  return {
    name: file.name,
    stream: () => file.stream(signal, onRead),
    ...(file.isGzipped ? {} : { random: () => file.random() }),
  }
}
