import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportState } from '../../src/api/contract.ts'
import { type Running, startServer } from '../server.ts'

export interface Store {
  readonly url: string
  /** takes a file in through the API, as the page does, and waits until it is in */
  bringIn(name: string, text: string): Promise<ImportState>
  /** keeps a map and returns its id */
  keep(map: string): Promise<string>
  stop(): Promise<void>
  /** on the same folder and port as before */
  start(): Promise<void>
  remove(): Promise<void>
}

/** A server on an empty folder of its own. */
export async function emptyStore(): Promise<Store> {
  const dir = await mkdtemp(join(tmpdir(), 'throughline-store-'))
  const args = ['serve', '--data', dir]
  let running: Running = await startServer(args)
  const { url } = running
  const ask = async (method: string, path: string, body?: BodyInit): Promise<unknown> => {
    const response = await fetch(url + path, {
      method,
      headers: running.headers,
      ...(body !== undefined && { body }),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }
  return {
    url,
    bringIn: async (name, text) => {
      const { id, proposal } = (await ask('POST', `/api/imports?name=${name}`, text)) as ImportState
      await ask('POST', `/api/imports/${id}/start`, JSON.stringify({ profile: proposal.profile }))
      // The stream of the import's progress ends when the import does.
      await (await fetch(`${url}/api/imports/${id}/progress`, { headers: running.headers })).text()
      const state = (await ask('GET', `/api/imports/${id}`)) as ImportState
      if (state.phase !== 'done') throw new Error(`${name} is ${state.phase}: ${state.error?.detail}`)
      return state
    },
    keep: async (text) => ((await ask('POST', '/api/maps', JSON.stringify({ text }))) as { id: string }).id,
    stop: async () => {
      await running.stop()
    },
    start: async () => {
      running = await startServer(args, new URL(url).port)
    },
    remove: async () => {
      await running.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** Sixty kinds of events; each is followed by one of the eight after it, so there are some five hundred ways and no two cases go the same. */
export function manyWays(cases: number, length: number): string {
  const kinds = 60
  let seed = 20417
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const begin = Date.UTC(2026, 0, 5)
  const lines = ['case,event,time']
  for (let i = 0; i < cases; i++) {
    let kind = random(kinds)
    let at = begin + i * 600_000
    for (let n = 0; n < length; n++) {
      lines.push(`c${i},Event ${String(kind + 1).padStart(2, '0')},${new Date(at).toISOString()}`)
      kind = (kind + 1 + random(8)) % kinds
      at += (1 + random(48)) * 3_600_000
    }
  }
  return `${lines.join('\n')}\n`
}
