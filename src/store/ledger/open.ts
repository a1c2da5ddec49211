import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PGliteDialect } from 'kysely'
import type { Ledger } from '../ports.ts'
import { accessShelf } from './access-shelf.ts'
import { backupShelf } from './backup-shelf.ts'
import { connectorShelf } from './connector-shelf.ts'
import type { Database } from './database.ts'
import { identityShelf } from './identity-shelf.ts'
import { newest, openLog, positionOf } from './log.ts'
import { mapShelf } from './map-shelf.ts'
import { migrateLedger } from './migrate.ts'
import { segmentShelf } from './segment-shelf.ts'
import { settingShelf, viewShelf } from './shelves.ts'
import type { Work } from './work.ts'
import { type LedgerThread, startWorker, type WorkerPort } from './worker-port.ts'
import { writerShelf } from './writer-shelf.ts'

/** Opens the ledger of a data folder, making it where there is none. */
export async function openLedger(dir: string): Promise<Ledger> {
  const path = join(dir, 'ledger')
  await mkdir(path, { recursive: true })
  const port = startWorker(path)
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: connection(port) }) })
  try {
    await migrateLedger(db, dir)
  } catch (cause) {
    await port.close()
    throw cause
  }
  // Kysely gives the one connection to one at a time, in the order of asking.
  const work: Work = (run) => db.connection().execute(run)
  const log = await openLog(work)
  let closing: Promise<void> | undefined
  return {
    maps: mapShelf(work),
    views: viewShelf(work),
    segments: segmentShelf(work),
    settings: settingShelf(work),
    writers: writerShelf(work),
    identities: identityShelf(work),
    access: accessShelf(work),
    tables: db,
    backups: backupShelf(work),
    connectors: connectorShelf(work),
    log,
    copy: (to) =>
      work(async (db) => {
        const copied = { last: await newest(db), position: await positionOf(db, 'warehouse') }
        await port.copy(to)
        return copied
      }),
    close: () => (closing ??= work(() => port.close())),
  }
}

type Connection = Exclude<ConstructorParameters<typeof PGliteDialect>[0]['pglite'], (...args: never) => unknown>

/** The ledger's thread as Kysely's dialect wants to see PGlite. */
function connection(port: WorkerPort): Connection {
  return {
    closed: false,
    ready: true,
    waitReady: Promise.resolve(),
    query: queryOn(port),
    close: () => port.close(),
    transaction: async (work) => {
      const query = queryOn(port.thread())
      await query('BEGIN')
      try {
        const result = await work({
          query,
          rollback: async () => {
            await query('ROLLBACK')
          },
        })
        await query('COMMIT')
        return result
      } catch (cause) {
        await query('ROLLBACK')
        throw cause
      }
    },
  }
}

function queryOn(thread: LedgerThread): Connection['query'] {
  return async <T>(sql: string, params: readonly unknown[] = []) => {
    const { rows, affectedRows } = await thread.query(sql, params)
    // Rows come from the engine by the statement Kysely typed.
    return { rows: rows as T[], affectedRows, fields: [] }
  }
}
