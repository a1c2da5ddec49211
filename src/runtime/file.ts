import type { MessagePort } from 'node:worker_threads'
import type { Profile, Proposal } from '../event/index.ts'
import { errorOf } from './fault.ts'
import type { Answer, Ask, Piece } from './messages.ts'
import { ImportProblem } from './problem.ts'
import { openInThread } from './thread.ts'

/** A file on this machine, in the hands of the thread that reads. It does one thing at a time. */
export interface InputFile {
  /** without the folder and without .gz */
  readonly name: string
  readonly path: string
  readonly bytes: number
  /** the same for the same content */
  readonly fingerprint: string
  /** How the file would be read, with what `given` already says taken as said. */
  propose(given?: Profile): Promise<Proposal>
  /** Begins at once, and rests while too many pieces wait to be taken. A piece's rows are gone when the next is asked for. */
  read(profile: Profile, signal?: AbortSignal): AsyncIterable<Piece>
  close(): Promise<void>
}

/** @throws ImportProblem when there is no such file, or it cannot be read. */
export async function openFile(path: string, name?: string): Promise<InputFile> {
  const talk = new Talk(path, name)
  const opened = await talk.hear('opened').catch((error: unknown) => {
    talk.close()
    throw error
  })
  let proposing: Promise<unknown> = Promise.resolve()
  return {
    name: opened.name,
    path,
    bytes: opened.bytes,
    fingerprint: opened.fingerprint,
    propose: (given) => {
      const proposal = proposing.then(async () => {
        talk.say({ kind: 'propose', given })
        return (await talk.hear('proposed')).proposal
      })
      proposing = proposal.catch(() => undefined) // whoever asked sees it
      return proposal
    },
    read: (profile, signal) => {
      talk.say({ kind: 'read', profile })
      return pieces(talk, signal)
    },
    close: async () => talk.close(),
  }
}

async function* pieces(talk: Talk, signal: AbortSignal | undefined): AsyncGenerator<Piece> {
  const stop = () => talk.say({ kind: 'stop' })
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  let isOver = false
  const next = async () => {
    const answer = await talk.hear('piece', 'ended').catch((error: unknown) => {
      isOver = true
      throw signal?.aborted ? signal.reason : error
    })
    isOver = answer.kind === 'ended'
    return answer
  }
  try {
    for (let answer = await next(); answer.kind === 'piece'; answer = await next()) {
      const memory = answer.piece.rows.buffer
      yield answer.piece
      talk.say({ kind: 'read-on', memory }, [memory])
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    if (!isOver) await leave(talk)
  }
}

/** Whoever reads no further lets the thread run out, so that the file can be asked something else. */
async function leave(talk: Talk): Promise<void> {
  talk.say({ kind: 'stop' })
  const isPiece = async () => (await talk.hear('piece', 'ended')).kind === 'piece'
  while (await isPiece().catch(() => false)); // that it was stopped is no news
}

type Of<Kind extends Answer['kind']> = Extract<Answer, { readonly kind: Kind }>

/** Asks the thread about one file, and hears its answers in their order. */
class Talk {
  readonly #path: string
  readonly #port: MessagePort
  readonly #heard: Answer[] = []
  readonly #waiting: { resolve(answer: Answer): void; reject(cause: unknown): void }[] = []
  #over: ImportProblem | null = null

  constructor(path: string, name: string | undefined) {
    this.#path = path
    this.#port = openInThread(path, name, (cause) => this.#end(cause))
    this.#port.on('message', (answer: Answer) => {
      const one = this.#waiting.shift()
      if (one === undefined) this.#heard.push(answer)
      else one.resolve(answer)
    })
  }

  say(ask: Ask, moved: readonly ArrayBuffer[] = []): void {
    this.#port.postMessage(ask, moved)
  }

  /** @throws what the thread threw. */
  async hear<Kind extends Answer['kind']>(...kinds: readonly Kind[]): Promise<Of<Kind>> {
    const answer = this.#heard.shift() ?? (await this.#next())
    if (answer.kind === 'failed') throw errorOf(answer.fault)
    if (isOf(answer, kinds)) return answer
    throw new Error(`${this.#path}: the thread answered "${answer.kind}" where ${kinds.join(' or ')} was due`)
  }

  close(): void {
    this.#port.close()
    this.#end(new Error('it was closed'))
  }

  #next(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#over !== null) reject(this.#over)
      else this.#waiting.push({ resolve, reject })
    })
  }

  #end(cause: unknown): void {
    this.#over ??= new ImportProblem(
      'broken-file',
      `${this.#path} could not be read to its end: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'If the machine ran out of memory, give a smaller file; else report this as a defect.',
      cause,
    )
    for (const one of this.#waiting.splice(0)) one.reject(this.#over)
  }
}

function isOf<Kind extends Answer['kind']>(answer: Answer, kinds: readonly Kind[]): answer is Of<Kind> {
  return kinds.some((kind) => kind === answer.kind)
}
