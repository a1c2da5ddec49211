import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { drainPending } from 'chdb'
import { takeLock } from '../lock/lock.ts'
import { folderUnusable, StoreProblem } from '../problem.ts'
import { databaseName, openSession, type Session } from '../warehouse/engine.ts'
import { checked, copyFolder } from './files.ts'
import { type Manifest, readManifest } from './manifest.ts'

/**
 * Makes a data folder from a backup. Every file is compared with its checksum before anything is made; a restore that fails leaves
 * nothing behind. The folder is of the version that made the backup: opening it brings it up to this one.
 * @throws StoreProblem `backup-unusable`, `folder-unusable`
 */
export async function restoreBackup(
  from: string,
  to: string,
  on: (done: number) => void = () => undefined,
): Promise<Manifest> {
  const manifest = await readManifest(from)
  const folder = resolve(to)
  await assertEmpty(folder)
  await assertWhole(from, manifest, (done) => on(done * 0.6))
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw folderUnusable(folder, cause)
  })
  const lock = await takeLock(folder, new Date())
  try {
    await copyFolder(join(from, 'ledger'), join(folder, 'ledger'))
    on(0.7)
    await restoreWarehouse(from, join(folder, 'warehouse'), manifest)
    on(1)
    return manifest
  } catch (cause) {
    for (const name of ['ledger', 'warehouse']) await rm(join(folder, name), { recursive: true, force: true })
    throw folderUnusable(folder, cause)
  } finally {
    await lock.release()
  }
}

async function assertEmpty(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  const held = await readdir(folder).catch((cause: unknown) => {
    throw folderUnusable(folder, cause)
  })
  if (held.length === 0) return
  throw new StoreProblem(
    'folder-taken',
    `${folder} is not empty: it holds ${held.slice(0, 3).join(', ')}.`,
    'Restore into a folder that is not there yet, named with --data, and move it when it is as it should be.',
  )
}

/** @throws StoreProblem `backup-unusable` naming the first file that is not what was written */
async function assertWhole(from: string, manifest: Manifest, on: (done: number) => void): Promise<void> {
  let done = 0
  for (const file of manifest.files) {
    const found = await checked(from, file.path, { sync: false }).catch(() => null) // said below, as what it means
    if (found?.sha256 !== file.sha256) {
      throw new StoreProblem(
        'backup-unusable',
        `${join(from, file.path)} ${found === null ? 'is missing' : `is not what was backed up (${found.bytes} bytes, ${file.bytes} then, or other content)`}.`,
        'The backup is damaged: restore another. Nothing was made.',
      )
    }
    on(++done / manifest.files.length)
  }
}

async function restoreWarehouse(from: string, path: string, { warehouse }: Manifest): Promise<void> {
  await mkdir(path, { recursive: true })
  const session = await openSession(path)
  try {
    for (const table of warehouse.tables) await restoreTable(session, join(from, 'warehouse', table.name), table)
  } finally {
    await session.close()
    await drainPending()
  }
}

async function restoreTable(
  session: Session,
  parts: string,
  { name, create, rows }: Manifest['warehouse']['tables'][number],
): Promise<void> {
  await session.run({ sql: create })
  if (!existsSync(parts)) return
  const [at] = await session.rows<{ path: string }>({
    sql: `SELECT data_paths[1] AS path FROM system.tables WHERE database = '${databaseName}' AND name = {name:String}`,
    params: { name },
  })
  if (at === undefined) throw new StoreProblem('engine-failed', `The table ${name} was not made.`, 'Restore again.')
  await copyFolder(parts, join(at.path, 'detached'))
  await session.run({ sql: `ALTER TABLE ${name} ATTACH PARTITION tuple()` })
  const [held] = await session.rows<{ n: number }>({ sql: `SELECT count() AS n FROM ${name}` })
  // What stands for a newer row of the same key may go at any merge; of all else every row must be there.
  if (create.includes('ReplacingMergeTree') || held?.n === rows) return
  throw new StoreProblem(
    'backup-unusable',
    `The table ${name} holds ${held?.n ?? 0} rows where the backup had ${rows}.`,
    'Restore another backup; nothing was made.',
  )
}
