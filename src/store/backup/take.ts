import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Frozen, Ledger, Warehouse } from '../ports.ts'
import { folderUnusable, StoreProblem } from '../problem.ts'
import { checked, copyFolder, filesIn } from './files.ts'
import { type BackedUpFile, type Manifest, manifestPath } from './manifest.ts'

export interface Taking {
  /** a folder that is not there, or empty */
  readonly to: string
  readonly version: string
  readonly at: Date
  /** Runs this while nothing is brought from the log into the warehouse. */
  readonly still: <T>(work: () => Promise<T>) => Promise<T>
  /** the share that is done */
  readonly on?: (done: number) => void
}

/**
 * Writes a backup. What stands still is only the way from the log into the warehouse, for as long as the ledger's files take to
 * be copied: the warehouse's parts never change, and are linked first and copied after. So the ledger of a backup knows of all
 * that its warehouse holds, and its log holds what the warehouse has not yet.
 * @throws StoreProblem `folder-unusable`; nothing is left of a backup that failed
 */
export async function takeBackup(warehouse: Warehouse, ledger: Ledger, taking: Taking): Promise<Manifest> {
  const { to, on = () => undefined } = taking
  await makeEmpty(to)
  let frozen: Frozen | undefined
  try {
    const copied = await taking.still(async () => {
      frozen = await warehouse.freeze()
      return ledger.copy(join(to, 'ledger'))
    })
    on(0.1)
    const tables = frozen?.tables ?? []
    for (const { name, folder } of tables) {
      if (folder !== null) await copyFolder(folder, join(to, 'warehouse', name))
    }
    on(0.4)
    const made: Manifest = {
      format: 1,
      id: randomUUID(),
      at: taking.at.toISOString(),
      version: taking.version,
      warehouse: {
        tables: tables.map(({ name, create, rows }) => ({ name, create, rows })),
        events: tables.find(({ name }) => name === 'held')?.rows ?? 0,
      },
      ledger: copied,
      files: await listed(to, (done) => on(0.4 + 0.6 * done)),
    }
    await writeLast(to, made)
    return made
  } catch (cause) {
    await rm(to, { recursive: true, force: true })
    throw folderUnusable(to, cause)
  } finally {
    await frozen?.release()
  }
}

/** Files that are synced together go to the disk with one write of its journal. */
const atOnce = 64

async function makeEmpty(to: string): Promise<void> {
  if (existsSync(to) && (await readdir(to).catch(() => ['?'])).length > 0) {
    throw new StoreProblem(
      'folder-taken',
      `${to} is not an empty folder.`,
      'Name one that is not there yet: each backup has its own.',
    )
  }
  await mkdir(to, { recursive: true }).catch((cause: unknown) => {
    throw folderUnusable(to, cause)
  })
}

async function listed(to: string, on: (done: number) => void): Promise<BackedUpFile[]> {
  const paths = await filesIn(to)
  const files: BackedUpFile[] = []
  for (let from = 0; from < paths.length; from += atOnce) {
    const some = paths.slice(from, from + atOnce)
    files.push(...(await Promise.all(some.map((path) => checked(to, path, { sync: true })))))
    on(files.length / paths.length)
  }
  return files
}

async function writeLast(to: string, made: Manifest): Promise<void> {
  const path = manifestPath(to)
  await writeFile(`${path}.new`, JSON.stringify(made, null, 1), { flush: true })
  await rename(`${path}.new`, path)
  const folder = await open(to, 'r')
  await folder.sync().finally(() => folder.close())
}
