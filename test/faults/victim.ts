import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { headersIn, spawnServer } from '../server.ts'

/** A server on one folder and one port, that dies and is started again. */
export class Victim {
  readonly #args: readonly string[]
  readonly #env: Readonly<Record<string, string>>
  #port = '0'
  #child: ChildProcess | null = null
  #url = ''
  #headers: Readonly<Record<string, string>> = {}
  deaths = 0

  constructor(dir: string, env: Readonly<Record<string, string>> = {}) {
    this.#args = ['serve', '--data', dir, '--log-level', 'error']
    this.#env = env
  }

  get url(): string {
    return this.#url
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#headers
  }

  get isAlive(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Begins to start it, and returns when it listens, or was killed before it did. @throws when it ends by itself */
  async start(): Promise<void> {
    const { child, said } = spawnServer(this.#args, this.#port, this.#env)
    this.#child = child
    try {
      const { url, data } = await said
      this.#url = url
      this.#headers = await headersIn(data)
      this.#port = new URL(this.#url).port
    } catch (error) {
      if (child.signalCode !== 'SIGKILL') throw error
    }
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (child === null || !this.isAlive) return
    this.deaths++
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}
