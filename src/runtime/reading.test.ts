import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Profile, ReadProblem, read } from '../event/reading.ts'
import { type Batch, encoded } from '../store/encoding.ts'
import { type DiskFile, openDiskFile } from './disk-file.ts'
import { errorOf, faultOf } from './fault.ts'
import { openFile } from './index.ts'
import { type Answer, mostInFlight, type Piece } from './messages.ts'
import { ImportProblem } from './problem.ts'
import { Reading } from './reading.ts'

/** The real thread over files on a disk; where its pace matters, the reading itself, whose pieces nobody takes. */
let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-reading-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const profile: Profile = {
  throughline: 'import/1',
  format: 'csv',
  fields: { case: 'case', name: 'activity', at: 'timestamp', text: 'words' },
}

async function written(name: string, rows: number, words = 'ä word and another'): Promise<string> {
  const path = join(dir, name)
  const lines = Array.from(
    { length: rows },
    (_, i) => `${i % 97},Step ${i % 7},${i % 11 === 10 ? 'no time' : `2026-01-01T00:00:${10 + (i % 50)}Z`},${words}\n`,
  )
  await writeFile(path, `case,activity,timestamp,words\n${lines.join('')}`)
  return path
}

/** A piece's memory is gone when the next is asked for, so what is compared is copied. */
async function all(batches: AsyncIterable<Batch>) {
  const rows: Uint8Array[] = []
  const refused: unknown[] = []
  let events = 0
  for await (const batch of batches) {
    rows.push(batch.rows.slice())
    refused.push(...batch.refused)
    events += batch.events
  }
  return { pieces: rows.length, rows: Buffer.concat(rows).toString('base64'), refused, events }
}

async function readHere(path: string) {
  const file = await openDiskFile(path)
  const found = await all(encoded(read({ name: file.name, stream: () => file.stream() }, profile)))
  await file.close()
  return found
}

test('[R20] the thread hands over the same rows and refusals, in the same order, as reading here gives', async () => {
  const path = await written('same.csv', 60_000)
  const file = await openFile(path)
  const found = await all(file.read(profile))
  expect(found.pieces).toBeGreaterThan(3)
  expect(found).toEqual(await readHere(path))
  expect(await all(file.read(profile))).toEqual(found)
  await file.close()
})

test('[R20] several files are read side by side, each with its own answers', async () => {
  const paths = await Promise.all([1, 2, 3].map((n) => written(`side-${n}.csv`, n * 5_000)))
  const files = await Promise.all(paths.map((path) => openFile(path)))
  const proposals = await Promise.all(files.flatMap((file) => [file.propose(), file.propose(profile)]))
  for (const { profile: proposed } of proposals)
    expect(proposed.fields).toMatchObject({ case: 'case', at: 'timestamp' })
  const found = await Promise.all(files.map((file) => all(file.read(profile))))
  for (const [i, path] of paths.entries()) expect(found[i]).toEqual(await readHere(path))
  await Promise.all(files.map((file) => file.close()))
})

test('[R21] an error comes from the thread as what it is: kind, code, sentence and way out', async () => {
  const file = await openFile(await written('error.csv', 10))
  const wrong = { ...profile, fields: { ...profile.fields, case: 'nowhere' } }
  const error: unknown = await all(file.read(wrong)).catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(ReadProblem)
  expect(error).toMatchObject({
    code: 'no-such-column',
    file: 'error.csv',
    line: 1,
    says: 'there is no column "nowhere", which case is to be read from',
    remedy: expect.stringContaining('case, activity, timestamp, words'),
  })
  expect(await all(file.read(profile))).toMatchObject({ events: 10 })
  await file.close()
  const folder: unknown = await openFile(dir).catch((cause: unknown) => cause)
  expect(folder).toBeInstanceOf(ImportProblem)
  expect(folder).toMatchObject({ code: 'no-such-file', remedy: expect.stringContaining('Name the files in it') })
})

test('[R21] what the machine said keeps its code, and any error its words', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  for (const error of [
    full,
    new TypeError('odd'),
    new ImportProblem('broken-file', 'It is broken.', 'Mend it.'),
    new ReadProblem({ code: 'cut-short', file: 'a.xes', says: 'it ends', remedy: 'Fetch it again' }),
  ]) {
    const again = errorOf(structuredClone(faultOf(error)))
    expect({ ...again, message: again.message }).toEqual({ ...error, message: error.message })
  }
})

test('[R22] an abort ends the reading with its own reason, and the file can be read again', async () => {
  const path = await written('abort.csv', 60_000)
  const file = await openFile(path)
  const stop = new AbortController()
  const reason = new Error('enough')
  const stopped = (async () => {
    for await (const piece of file.read(profile, stop.signal)) if (piece.events > 0) stop.abort(reason)
  })()
  await expect(stopped).rejects.toBe(reason)
  await expect(all(file.read(profile, AbortSignal.abort(reason)))).rejects.toBe(reason)
  for await (const piece of file.read(profile)) if (piece.events > 0) break // whoever goes away needs no more either
  expect(await all(file.read(profile))).toEqual(await readHere(path))
  await file.close()
})

test('[R22] a file that is closed while somebody waits for it leaves nobody waiting', async () => {
  const file = await openFile(await written('closed.csv', 10))
  const proposing = file.propose()
  await file.close()
  await expect(proposing).rejects.toMatchObject({ code: 'broken-file' })
})

test('[R23] the reader rests while so many pieces wait to be taken, and goes on by as many as are', async () => {
  const file: DiskFile = await openDiskFile(await written('many.csv', (mostInFlight + 8) * 11, 'w'.repeat(110_000)))
  const pieces: Piece[] = []
  const reading = new Reading(file, {
    postMessage: (answer: Answer) => void (answer.kind === 'piece' && pieces.push(answer.piece)),
  })
  const done = reading.run(profile)
  const atRest = async () => {
    for (let still = 0, before = -1; still < 100; still = pieces.length === before ? still + 1 : 0) {
      before = pieces.length
      await stat(dir) // as long as the reader's own disk needs
      await turn()
    }
    return pieces.length
  }
  expect(await atRest()).toBe(mostInFlight)
  for (let i = 0; i < 3; i++) reading.goOn(pieces[i]?.rows.buffer ?? new ArrayBuffer(0))
  expect(await atRest()).toBe(mostInFlight + 3)
  reading.stop()
  await expect(done).rejects.toThrow()
  await file.close()
})
