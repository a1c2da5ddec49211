/**
 * PostgreSQL inside the process keeps its thread busy while it works, so it has a thread of its own. It answers statements
 * one after the other, as they come.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openDurable } from './durable.ts'
import type { Answer, Ask } from './worker-port.ts'

const port = parentPort
if (port === null) throw new Error('ledger/worker.ts is run as a worker only')
const { dir }: { dir: string } = workerData
const database = await openDurable(dir)

async function answer(ask: Ask): Promise<Answer> {
  try {
    if (ask.sql === null) {
      await database.close()
      return { id: ask.id, rows: [], affectedRows: 0 }
    }
    const { rows, affectedRows } = await database.query(ask.sql, [...ask.params])
    return { id: ask.id, rows, affectedRows: affectedRows ?? 0 }
  } catch (error) {
    return { id: ask.id, failed: error instanceof Error ? error.message : String(error) }
  }
}

port.on('message', async (ask: Ask) => port.postMessage(await answer(ask)))
