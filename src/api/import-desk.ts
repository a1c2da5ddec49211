import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import * as z from 'zod'
import { type Profile, type Proposal, profileSchema } from '../event/index.ts'
import { type InputFile, importFile, joinImported, openFile } from '../runtime/index.ts'
import type { Store } from '../store/index.ts'
import type { ImportState } from './contract.ts'
import type { Feed } from './feed.ts'
import { ApiProblem, problemBody, toProblem } from './problem.ts'

interface Desk {
  readonly file: InputFile
  readonly folder: string
  readonly stop: AbortController
  state: ImportState
  /** while it is being taken in */
  running: Promise<void>
  /** the server ends, and the next one takes it up */
  goesOn: boolean
}

interface How {
  readonly strict: boolean
  readonly replace: boolean
  readonly isResumed?: boolean
}

const shownRefusals = 100
/** Files dropped and not yet started; one more lets the oldest go. */
const mostWaiting = 10
const mostEnded = 100

function hasEnded({ phase }: ImportState): boolean {
  return phase === 'done' || phase === 'failed' || phase === 'cancelled'
}

/** Files that people dropped on the page: kept aside, looked at, and only taken in when their mapping is agreed. */
export class ImportDesk {
  readonly #store: Store
  readonly #feed: Feed
  readonly #desks = new Map<string, Desk>()

  constructor(store: Store, feed: Feed) {
    this.#store = store
    this.#feed = feed
    // What was sent to a server that ended and not started there: nobody can start it any more.
    for (const id of uploadsIn(store.dir))
      if (!existsSync(startedPath(store.dir, id)))
        rmSync(join(store.dir, 'uploads', id), { recursive: true, force: true })
  }

  /** Goes on with the imports that were under way when the last server ended, under their old numbers. What it brought already counts once. */
  async resume(onFailed: (error: unknown) => void): Promise<void> {
    for (const id of uploadsIn(this.#store.dir)) {
      const folder = join(this.#store.dir, 'uploads', id)
      try {
        const { name, profile, ...how } = started.parse(
          JSON.parse(await readFile(startedPath(this.#store.dir, id), 'utf8')),
        )
        await this.#lookAt(id, await openFile(join(folder, 'file'), name), folder, profile)
        await this.start(id, profile, { ...how, isResumed: true })
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        onFailed(error)
      }
    }
  }

  async receive(name: string, body: WebStream<Uint8Array>): Promise<ImportState> {
    await this.#clear()
    const id = randomUUID()
    const folder = join(this.#store.dir, 'uploads', id)
    await mkdir(folder, { recursive: true })
    try {
      const path = join(folder, 'file')
      await pipeline(Readable.fromWeb(body), createWriteStream(path))
      const file = await openFile(path, basename(name) || 'file')
      return await this.#lookAt(id, file, folder)
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  async #lookAt(id: string, file: InputFile, folder: string, profile?: Profile): Promise<ImportState> {
    const proposal = await file.propose(profile).catch(async (error: unknown) => {
      await file.close()
      throw error
    })
    const state: ImportState = {
      id,
      file: file.name,
      bytes: file.bytes,
      phase: 'proposed',
      proposal,
      read: 0,
      written: 0,
      duplicates: 0,
      refused: 0,
      earlier: await this.#broughtBy(file.fingerprint),
      refusals: [],
      progress: 0,
      seconds: 0,
      error: null,
    }
    this.#desks.set(id, { file, folder, stop: new AbortController(), state, running: Promise.resolve(), goesOn: false })
    return state
  }

  /** How many events this very file has brought already, however it was read then. */
  async #broughtBy(fingerprint: string): Promise<number> {
    const [held] = await this.#store.warehouse.rows<{ events: number }>({
      sql: 'SELECT count() AS events FROM event WHERE source IN (SELECT number FROM source WHERE fingerprint = {fingerprint:String})',
      params: { fingerprint },
    })
    return held?.events ?? 0
  }

  /** Files that nobody started are let go, oldest first, and so are the books of imports long ended. */
  async #clear(): Promise<void> {
    const waiting = [...this.#desks.values()].filter(({ state }) => state.phase === 'proposed')
    for (const desk of waiting.slice(0, Math.max(0, waiting.length - mostWaiting + 1))) await this.cancel(desk.state.id)
    const ended = [...this.#desks.values()].filter(({ state }) => hasEnded(state))
    for (const desk of ended.slice(0, Math.max(0, ended.length - mostEnded))) this.#desks.delete(desk.state.id)
  }

  state(id: string): ImportState {
    return this.#desk(id).state
  }

  async propose(id: string, profile: Profile): Promise<ImportState> {
    const desk = this.#waiting(id)
    const proposal: Proposal = await desk.file.propose(profile)
    desk.state = { ...desk.state, proposal }
    return desk.state
  }

  /** Starts, and answers when it will go on even if the server ends meanwhile; how it goes is in `state`. */
  async start(id: string, profile: Profile, how: How): Promise<ImportState> {
    const desk = this.#waiting(id)
    desk.state = { ...desk.state, phase: 'reading' }
    const agreed = { name: desk.state.file, profile, strict: how.strict, replace: how.replace }
    try {
      await writeFile(startedPath(this.#store.dir, id), JSON.stringify(agreed), { flush: true })
    } catch (error) {
      desk.state = { ...desk.state, phase: 'proposed' }
      throw error
    }
    desk.running = this.#run(desk, profile, how)
    return desk.state
  }

  async cancel(id: string): Promise<ImportState> {
    const desk = this.#desk(id)
    desk.stop.abort(
      new ApiProblem(
        'import-busy',
        'The import was stopped.',
        'Start it again; what was already taken in is not taken in twice.',
      ),
    )
    if (desk.state.phase === 'proposed') await this.#end(desk, { phase: 'cancelled' })
    return desk.state
  }

  async refusedFile(id: string): Promise<{ readonly stream: WebStream }> {
    const path = refusedPath(this.#store.dir, this.#desk(id).state.id)
    if (!existsSync(path))
      throw new ApiProblem(
        'not-found',
        'No row of this import was refused, or it has not begun.',
        "Look at the import's counts.",
      )
    return { stream: Readable.toWeb(createReadStream(path)) }
  }

  /** What is under way goes on when the folder is served again; what nobody started is let go. */
  async close(): Promise<void> {
    for (const desk of this.#desks.values()) {
      desk.goesOn = !desk.stop.signal.aborted
      desk.stop.abort(
        new ApiProblem('import-busy', 'The server stopped.', 'It goes on when the server is started again.'),
      )
      await desk.running
      if (desk.state.phase === 'proposed') await this.#end(desk, { phase: 'cancelled' })
    }
  }

  async #run(desk: Desk, profile: Profile, how: How): Promise<void> {
    const started = performance.now()
    const seconds = (): number => (performance.now() - started) / 1000
    try {
      const imported = await importFile(this.#store.warehouse, desk.file, profile, {
        ...how,
        refusedFile: refusedPath(this.#store.dir, desk.state.id),
        signal: desk.stop.signal,
        onProgress: (progress) => {
          desk.state = { ...desk.state, ...progress, seconds: seconds() }
        },
        onRefused: (refusal) => {
          if (desk.state.refusals.length < shownRefusals) desk.state.refusals.push({ ...refusal })
        },
      })
      const { read, written, duplicates, refused, earlier } = imported
      // What was cut off after its events were in still has to be joined.
      if (written > 0 || how.isResumed) await joinImported(this.#store, desk.file.fingerprint)
      await this.#end(desk, {
        phase: 'done',
        read,
        written,
        duplicates,
        refused,
        earlier,
        progress: 1,
        seconds: seconds(),
      })
      this.#feed.record({ events: written, cases: 0 })
    } catch (error) {
      if (desk.goesOn) return desk.file.close()
      const isStopped = desk.stop.signal.aborted
      await this.#end(desk, {
        phase: isStopped ? 'cancelled' : 'failed',
        seconds: seconds(),
        error: problemBody(toProblem(error)),
      })
    }
  }

  async #end(desk: Desk, state: Partial<ImportState>): Promise<void> {
    await desk.file.close()
    await rm(desk.folder, { recursive: true, force: true })
    desk.state = { ...desk.state, ...state }
  }

  #desk(id: string): Desk {
    const desk = this.#desks.get(id)
    if (desk === undefined)
      throw new ApiProblem('import-not-found', `There is no import ${id}.`, 'Drop the file again.')
    return desk
  }

  #waiting(id: string): Desk {
    const desk = this.#desk(id)
    if (desk.state.phase !== 'proposed') {
      throw new ApiProblem(
        'import-busy',
        `The import of ${desk.state.file} is ${desk.state.phase}.`,
        'Drop the file again to import it anew.',
      )
    }
    return desk
  }
}

function refusedPath(dir: string, id: string): string {
  return join(dir, 'imports', `${id}.refused.csv`)
}

/** How an import was started: while it stands beside its file, the import is not over. */
const started = z.object({ name: z.string(), profile: profileSchema, strict: z.boolean(), replace: z.boolean() })

function startedPath(dir: string, id: string): string {
  return join(dir, 'uploads', id, 'started.json')
}

function uploadsIn(dir: string): readonly string[] {
  const folder = join(dir, 'uploads')
  return existsSync(folder) ? readdirSync(folder) : []
}
