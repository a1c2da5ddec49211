import { createHash, randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { folderUnusable, StoreProblem } from '../problem.ts'
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
  const text = await readText(fileOf(dir)).catch((cause: unknown) => {
    throw folderUnusable(dir, cause)
  })
  const found = text === null ? null : parse(text)
  return found !== null && (await isAlive(found.pid, found.start)) ? found : null
}

/** @throws StoreProblem `folder-in-use` when another process, or this one, has the folder; `folder-unusable`. */
export async function takeLock(dir: string, now: Date): Promise<Lock> {
  const mine: Owner = { pid: process.pid, start: await processStart(process.pid), since: now.toISOString() }
  const file = fileOf(dir)
  const holder = await acquire(file, mine).catch((cause: unknown) => {
    throw folderUnusable(dir, cause)
  })
  if (holder !== null) throw inUse(dir, holder)
  return {
    announce: (url) => replace(file, { ...mine, url }),
    release: () => rm(file, { force: true }),
  }
}

/**
 * Takes the lock, or says who has it. Two processes may find the same dead owner; were each to remove "the lock", the
 * second could remove the first's new one. So whoever would succeed a dead owner first takes a lock named after that very
 * lock, in the same way, and then looks again.
 */
async function acquire(file: string, mine: Owner): Promise<Owner | null> {
  for (;;) {
    if (await claim(file, mine)) return null
    const text = await readText(file)
    if (text === null) continue // released just now
    const holder = parse(text)
    if (holder !== null && (await isAlive(holder.pid, holder.start))) return holder
    const succession = `${file}.${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
    const other = await acquire(succession, mine)
    if (other !== null) return other
    try {
      if ((await readText(file)) !== text) continue
      await replace(file, mine)
      return null
    } finally {
      await rm(succession, { force: true })
    }
  }
}

/** Written aside and linked into place, so that nobody ever reads half a lock and only one of many can succeed. */
async function claim(file: string, mine: Owner): Promise<boolean> {
  const aside = await writeAside(file, mine)
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

async function replace(file: string, mine: Owner): Promise<void> {
  await rename(await writeAside(file, mine), file)
}

async function writeAside(file: string, mine: Owner): Promise<string> {
  const aside = `${file}.${randomUUID()}`
  // The id tells this lock from any other of the same process at the same time.
  await writeFile(aside, JSON.stringify({ ...mine, id: randomUUID() }))
  return aside
}

/** Null where there is no lock. One that is there and cannot be read must not be waited for: it may stay so for ever. */
async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}

function parse(text: string): Owner | null {
  try {
    return owner.parse(JSON.parse(text))
  } catch {
    return null // not a lock that any process of ours wrote: nobody's
  }
}

function inUse(dir: string, holder: Owner): StoreProblem {
  const who = holder.pid === process.pid ? `this process (${holder.pid})` : `process ${holder.pid}`
  const where = holder.url === undefined ? '' : `, which serves ${holder.url}`
  return new StoreProblem(
    'folder-in-use',
    `The data folder ${dir} is in use by ${who}${where}.`,
    holder.url === undefined
      ? `Wait until ${who} ends, or choose another folder with --data.`
      : `Ask it at ${holder.url}, stop it, or choose another folder with --data.`,
  )
}
