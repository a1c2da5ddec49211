import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hono, Context as Request } from 'hono'
import { type Profile, parseProfile, profileSchema, type Refusal } from '../../event/index.ts'
import { type BulkReading, readBulk } from '../../runtime/index.ts'
import type { StoredWriter } from '../../store/index.ts'
import { ApiProblem, toProblem } from '../problem.ts'
import { type Intake, owned } from './intake.ts'
import { keyOf, nothingTaken } from './request.ts'

/** An answer lists so many; whoever mends them and sends the file again is told the next. */
const mostListed = 1_000
/** Files that are read at the same time: more would not be done sooner. */
const mostAtOnce = 2
const pause = 50

export interface BulkTaken {
  read: number
  accepted: number
  /** the first of them */
  readonly refused: Pick<Refusal, 'line' | 'field' | 'value' | 'reason'>[]
  /** listed or not */
  refusedInAll: number
}

/**
 * A file of events in one request. It is kept aside while it comes in, then read in bounded memory and sent the way of all
 * events, no faster than they are taken in, so that those that happen now are not kept waiting by those of long ago.
 */
export function mountBulk(app: Hono, intake: Intake, folder: string): void {
  let running = 0
  app.post('/v1/import', async (c) => {
    const writer = await intake.writerOf(keyOf(c, null))
    intake.assertRoom()
    const how = howOf(c, intake.now())
    if (running >= mostAtOnce)
      throw new ApiProblem('busy', `${running} files are being read.`, 'Send it again in a few seconds.')
    running++
    try {
      const taken = await received(c, folder, (path) => take(intake, writer, path, how))
      return c.json({ success: true, ...taken })
    } finally {
      running--
    }
  })
}

function howOf(c: Request, now: number): BulkReading {
  const profile = profileOf(c)
  return {
    name: basename(c.req.query('name') ?? '') || 'import',
    given: givenOf(c),
    received: now,
    signal: c.req.raw.signal,
    ...(profile === null ? {} : { profile }),
  }
}

/** @throws ApiProblem naming every place where the profile is wrong */
function profileOf(c: Request): Profile | null {
  const text = c.req.query('profile')
  if (text === undefined || text === '') return null
  const { profile, problems } = parseProfile(text)
  if (profile !== null) return profile
  throw new ApiProblem(
    'bad-request',
    `profile: ${problems.map(({ at, says }) => `${at} ${says}`.trim()).join('; ')}.`,
    'Correct it, or leave it out: a mapping is then proposed from the file itself.',
    problems,
  )
}

function givenOf(c: Request): Profile {
  const zone = c.req.query('zone')
  const given = profileSchema.safeParse({ throughline: 'import/1', fields: {}, ...(zone ? { zone } : {}) })
  if (given.success) return given.data
  throw new ApiProblem('bad-request', `zone "${zone}" is no zone.`, 'Give UTC, +01:00 or a name such as Europe/Vienna.')
}

/** Keeps the body in a file while `work` reads it: some formats are read twice, and the sender is not made to wait for the log. */
async function received<T>(c: Request, folder: string, work: (path: string) => Promise<T>): Promise<T> {
  const encoding = c.req.header('content-encoding')?.toLowerCase() ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new ApiProblem('bad-request', `The body is packed as "${encoding}".`, 'Send it plain, or packed with gzip.')
  const own = join(folder, 'uploads', randomUUID())
  await mkdir(own, { recursive: true })
  try {
    const path = join(own, 'file')
    const body = c.req.raw.body === null ? Readable.from([]) : Readable.fromWeb(c.req.raw.body)
    await pipeline(body, createWriteStream(path))
    return await work(path)
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

async function take(intake: Intake, writer: StoredWriter, path: string, how: BulkReading): Promise<BulkTaken> {
  const taken: BulkTaken = { read: 0, accepted: 0, refused: [], refusedInAll: 0 }
  try {
    for await (const { events, refused } of readBulk(path, how)) {
      while (!intake.isQuiet) await sleep(pause, undefined, how.signal ? { signal: how.signal } : {})
      const own = events.map(({ event }) => owned(event, writer))
      taken.accepted += await intake.take(writer, own, refused)
      taken.read += events.length + refused.length
      taken.refusedInAll += refused.length
      for (const { line, field, value, reason } of refused.slice(0, mostListed - taken.refused.length))
        taken.refused.push({ line, field, value, reason })
    }
  } catch (error) {
    throw inPart(error, taken)
  }
  if (taken.accepted === 0 && taken.refused.length > 0) throw nothingTaken(taken.refused)
  return taken
}

/** What was accepted before it broke is told, and that sending it again is safe. */
function inPart(error: unknown, { accepted }: BulkTaken): unknown {
  const problem = toProblem(error)
  if (accepted === 0 || problem.code !== 'file-unreadable') return error
  return new ApiProblem(
    problem.code,
    `${problem.message.replace(/\.$/, '')}. The ${accepted} events before that are accepted.`,
    `${problem.remedy.replace(/\.$/, '')}. Then send all of it again: what was accepted does not count twice.`,
  )
}
