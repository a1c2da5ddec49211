import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { StoreProblem } from '../problem.ts'
import { isAlive, processStart } from './process.ts'

const owner = z.object({
  pid: z.number().int(),
  start: z.string().nullable(),
  since: z.string(),
  url: z.string().optional(),
})
/** The process that has a data folder. */
export type Owner = z.infer<typeof owner>

export interface Lock {
  announce(url: string): Promise<void>
  release(): Promise<void>
}

const fileOf = (dir: string) => join(dir, 'lock')

/** The living owner of a data folder, with its address where it serves; null when nobody has it. */
export async function ownerOf(dir: string): Promise<Owner | null> {
  const found = await readLock(dir)
  return found !== null && (await isAlive(found.pid, found.start)) ? found : null
}

/** @throws StoreProblem `folder-in-use` when another process, or this one, has the folder. */
export async function takeLock(dir: string, now: Date): Promise<Lock> {
  const mine: Owner = { pid: process.pid, start: await processStart(process.pid), since: now.toISOString() }
  const file = fileOf(dir)
  // Written aside and linked into place, so that nobody ever reads half a lock and only one of many can succeed.
  for (let attempt = 0; ; attempt++) {
    if (await claim(file, mine)) break
    const holder = await ownerOf(dir)
    if (holder !== null || attempt === 20) throw inUse(dir, holder)
    await removeStale(dir)
  }
  return {
    announce: async (url) => {
      const aside = `${file}.${randomUUID()}`
      await writeFile(aside, JSON.stringify({ ...mine, url }))
      await rename(aside, file)
    },
    release: () => rm(file, { force: true }),
  }
}

async function claim(file: string, mine: Owner): Promise<boolean> {
  const aside = `${file}.${randomUUID()}`
  await writeFile(aside, JSON.stringify(mine))
  try {
    await link(aside, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/**
 * Two processes may find the same dead owner; were each to remove "the lock", the second could remove the first's new
 * one. So it is moved aside, looked at again there, and put back when it turns out to be alive.
 */
async function removeStale(dir: string): Promise<void> {
  const file = fileOf(dir)
  const aside = `${file}.${randomUUID()}`
  try {
    await rename(file, aside)
  } catch {
    return // another process was first
  }
  const moved = await read(aside)
  if (moved !== null && (await isAlive(moved.pid, moved.start))) await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true })
}

function readLock(dir: string): Promise<Owner | null> {
  return read(fileOf(dir))
}

async function read(file: string): Promise<Owner | null> {
  const text = await readFile(file, 'utf8').catch(() => null) // no lock
  if (text === null) return null
  try {
    return owner.parse(JSON.parse(text))
  } catch {
    return null // not a lock that any process of ours wrote: nobody's
  }
}

function inUse(dir: string, holder: Owner | null): StoreProblem {
  const who = holder === null ? 'another process' : `process ${holder.pid}`
  const where = holder?.url === undefined ? '' : `, which serves ${holder.url}`
  return new StoreProblem(
    'folder-in-use',
    `The data folder ${dir} is in use by ${who}${where}.`,
    holder?.url === undefined
      ? `Wait until ${who} ends, or choose another folder with --data.`
      : `Ask it at ${holder.url}, stop it, or choose another folder with --data.`,
  )
}
