import { spawnSync } from 'node:child_process'
import { appendFile, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keyFor } from '../server.ts'
import { type Compared, compare } from './compare.ts'
import { type Ledger, Sender } from './load.ts'
import { Victim } from './victim.ts'

/** Killed at any moment, also while it starts. */
async function kill({ victim, random, until }: Under): Promise<void> {
  while (performance.now() < until) {
    await sleep(200 + random() * 2500)
    await victim.kill()
    const starting = victim.start()
    if (random() < 0.3) {
      await sleep(random() * 1500)
      await victim.kill()
    }
    await starting
    if (!victim.isAlive) await victim.start()
  }
}

/** The disk is filled, stays so, and has room again; it is killed with the disk full, too. */
async function disk({ victim, dir, random, until, goesOn }: Under): Promise<void> {
  const ballast = join(dir, '..', 'ballast')
  while (performance.now() < until) {
    await sleep(1000 + random() * 2000)
    await fill(ballast, random() < 0.5 ? 0 : random() * 12e6)
    await sleep(1000 + random() * 3000)
    if (random() < 0.3) await victim.kill()
    await rm(ballast)
    if (!victim.isAlive) await victim.start()
    await goesOn()
  }
}

/** What is done to the server while it works; each ends with the server running. `clock`: killed, under a clock that jumps. */
export const faults = { kill, disk, clock: kill } satisfies Record<string, (under: Under) => Promise<void>>
export type FaultName = keyof typeof faults

interface Under {
  readonly victim: Victim
  readonly dir: string
  readonly random: () => number
  /** by performance.now() */
  readonly until: number
  /** Returns when more is acknowledged than before; that it never is, is a finding. */
  goesOn(): Promise<void>
}

export interface Outcome extends Compared {
  readonly fault: FaultName
  readonly seconds: number
  readonly deaths: number
  readonly requests: number
  readonly tries: number
  readonly wrong: readonly string[]
  readonly stuck: readonly string[]
}

const senders = 4
/** Milliseconds in which a server that has all it needs again goes on by itself, on a machine that does other things. */
const longestStill = 30_000
const diskBytes = 640 << 20

/** Runs one fault under load for so long, then compares. */
export async function underFault(fault: FaultName, seconds: number, seed: number): Promise<Outcome> {
  const place = await mkdtemp(join(tmpdir(), `throughline-fault-${fault}-`))
  if (fault === 'disk') mountSmall(place)
  const random = randomOf(seed)
  const dir = join(place, 'data')
  const clock = new URL('jumping-clock.mjs', import.meta.url).href
  const victim = new Victim(dir, fault === 'clock' ? { NODE_OPTIONS: `--import=${clock}` } : {})
  try {
    await victim.start()
    const load = await Promise.all(
      Array.from({ length: senders }, async (_, i) => {
        const key = await keyFor(victim, `sender ${i}`)
        return new Sender(`s${i}`, { key, url: victim.url, random })
      }),
    )
    const stuck: string[] = []
    const goesOn = async () => {
      const count = () => sum(load.map((sender) => sender.count))
      const [before, since] = [count(), performance.now()]
      while (count() === before && performance.now() - since < longestStill) await sleep(20)
      if (count() > before) return
      stuck.push(`nothing was acknowledged any more after ${before} events`)
      await victim.kill()
      await victim.start()
    }
    await faults[fault]({ victim, dir, random, until: performance.now() + seconds * 1000, goesOn })
    await Promise.all(load.map((sender) => sender.stop()))
    await victim.kill()
    const all: Ledger = new Map(load.flatMap(({ acknowledged }) => [...acknowledged]))
    return {
      fault,
      seconds,
      deaths: victim.deaths,
      requests: sum(load.map(({ requests }) => requests)),
      tries: sum(load.map(({ tries }) => tries)),
      wrong: load.flatMap(({ wrong }) => wrong),
      stuck,
      ...(await compare(dir, all)),
    }
  } finally {
    await victim.kill()
    if (fault === 'disk') spawnSync('umount', [place])
    await rm(place, { recursive: true, force: true })
  }
}

/** Whether this machine lets us make a disk small enough to be filled. */
export function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0
}

function mountSmall(place: string): void {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', place])
  if (status !== 0) throw new Error(`a small disk could not be mounted: ${String(stderr)}`)
}

/**
 * Takes all that is left, in ever smaller pieces, until not a byte can be written, and gives some back: enough for the tables
 * to grow, not for another piece of PostgreSQL's log (16 MB), without which it gives up.
 */
async function fill(path: string, leave: number): Promise<void> {
  await writeFile(path, '')
  for (let bytes = 64 << 20; bytes >= 1; ) {
    try {
      await appendFile(path, Buffer.alloc(bytes))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      bytes >>= 1
    }
  }
  await truncate(path, Math.max(0, (await stat(path)).size - Math.floor(leave)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

/** The same for the same seed: a linear congruence is enough to choose moments by. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
