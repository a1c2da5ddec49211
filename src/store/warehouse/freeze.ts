import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Frozen, FrozenTable } from '../ports.ts'
import { databaseName, type Session } from './engine.ts'

/** Made from the events whenever they are asked for. */
const madeAnew = /^(staging|trace|linked|ties|stale|gone|touched|narrowed|kept)_/
/** Books of what is made anew: a copy begins with empty ones. */
const emptyBooks = new Set(['touch', 'lens'])

/**
 * Links the parts of every table that holds something of its own into a folder aside, as they are now. Parts are never
 * changed, only replaced, so that the links stand still while the tables go on.
 * @param path the engine's folder
 */
export async function freeze(session: Session, path: string): Promise<Frozen> {
  const name = `backup_${randomUUID().replaceAll('-', '')}`
  const shadow = join(path, 'shadow', name)
  const found = await session.rows<{ name: string; create: string; uuid: string }>({
    sql: `SELECT name, create_table_query AS create, toString(uuid) AS uuid FROM system.tables
      WHERE database = '${databaseName}' AND engine LIKE '%MergeTree' ORDER BY name = 'held' DESC, name`,
  })
  const tables: FrozenTable[] = []
  for (const table of found.filter((one) => !madeAnew.test(one.name))) {
    const { create } = table
    if (emptyBooks.has(table.name)) {
      tables.push({ name: table.name, create, folder: null, rows: 0 })
      continue
    }
    await session.run({ sql: `ALTER TABLE ${table.name} FREEZE WITH NAME '${name}'` })
    const folder = join(shadow, 'store', table.uuid.slice(0, 3), table.uuid)
    const isThere = existsSync(folder)
    tables.push({
      name: table.name,
      create,
      folder: isThere ? folder : null,
      rows: isThere ? await rowsIn(folder) : 0,
    })
  }
  return { tables, release: () => rm(shadow, { recursive: true, force: true }) }
}

/** What a backup that was killed left. */
export async function thaw(path: string): Promise<void> {
  await rm(join(path, 'shadow'), { recursive: true, force: true })
}

async function rowsIn(folder: string): Promise<number> {
  let rows = 0
  for (const part of await readdir(folder)) rows += Number(await readFile(join(folder, part, 'count.txt'), 'utf8'))
  return rows
}
