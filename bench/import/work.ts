// One file taken in, in a process of its own: the memory it needs at most is then this work's alone.
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { Profile } from '../../src/event/index.ts'
import { type InputFile, importFile, openFile } from '../../src/runtime/index.ts'
import { openTemporaryStore } from '../../src/store/index.ts'
import { secondsOf } from '../timing.ts'

export interface Given {
  readonly path: string
  /** `bytes`: the file's bytes and nothing else; `read`: events from it, encoded; `import`: events into a new store */
  readonly what: 'bytes' | 'read' | 'import'
  readonly runs: number
}
export interface Done {
  readonly seconds: readonly number[]
  /** of the processor, in all threads: what hardly depends on what else the machine does */
  readonly busy: readonly number[]
  /** events, or bytes */
  readonly found: number
  readonly peakBytes: number
}

async function bytesOf(path: string): Promise<number> {
  const raw = createReadStream(path, { highWaterMark: 1 << 20 })
  let bytes = 0
  for await (const chunk of path.endsWith('.gz') ? raw.pipe(createGunzip({ chunkSize: 1 << 20 })) : raw)
    bytes += chunk.length
  return bytes
}

async function eventsOf(file: InputFile, profile: Profile): Promise<number> {
  let events = 0
  for await (const piece of file.read(profile)) events += piece.events
  return events
}

/** As `import` does it: the folder made, the mapping proposed, the events stored, all of it durable. */
async function stored(path: string): Promise<number> {
  const store = await openTemporaryStore()
  const file = await openFile(path)
  const { profile } = await file.propose()
  const { written } = await importFile(store.warehouse, file, profile)
  await file.close()
  await store.close()
  return written
}

async function once({ path, what }: Given): Promise<number> {
  if (what === 'import') return stored(path)
  if (what === 'bytes') return bytesOf(path)
  const file = await openFile(path)
  try {
    return await eventsOf(file, (await file.propose()).profile)
  } finally {
    await file.close()
  }
}

const given: Given = JSON.parse(process.argv[2] ?? '{}')
let found = 0
const seconds: number[] = []
const busy: number[] = []
for (let run = 0; run < given.runs; run++) {
  const before = process.cpuUsage()
  seconds.push(
    await secondsOf(async () => {
      found = await once(given)
    }),
  )
  const { user, system } = process.cpuUsage(before)
  busy.push((user + system) / 1e6)
}
const done: Done = { seconds, busy, found, peakBytes: process.resourceUsage().maxRSS * 1024 }
process.stdout.write(JSON.stringify(done))
process.exit(0)
