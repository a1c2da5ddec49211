/**
 * PostgreSQL inside the process keeps its thread busy while it works, so it has a thread of its own. It answers statements
 * one after the other, as they come.
 */
import { constants, cpSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { openDurable } from './durable.ts'
import type { Answer, Ask } from './worker-port.ts'

const port = parentPort
if (port === null) throw new Error('ledger/worker.ts is run as a worker only')
const { dir }: { dir: string } = workerData
const database = await openDurable(dir)

async function answer(ask: Ask): Promise<Answer> {
  try {
    if ('close' in ask) {
      await database.close()
      return { id: ask.id, rows: [], affectedRows: 0 }
    }
    if ('copyTo' in ask) {
      await copy(ask.copyTo)
      return { id: ask.id, rows: [], affectedRows: 0 }
    }
    const { rows, affectedRows } = await database.query(ask.sql, [...ask.params])
    return { id: ask.id, rows, affectedRows: affectedRows ?? 0 }
  } catch (error) {
    return { id: ask.id, failed: error instanceof Error ? error.message : String(error), isEnd: isEnd(error) }
  }
}

/**
 * Nothing of the engine runs between statements, and a copy made at once lets none begin: the files are those of a database that
 * stopped right after its checkpoint.
 */
async function copy(to: string): Promise<void> {
  await database.exec('CHECKPOINT')
  cpSync(dir, to, { recursive: true, mode: constants.COPYFILE_FICLONE })
}

/** After a PANIC or FATAL, or an error of the machine it runs on, the engine is gone, and answers nothing more. */
function isEnd(error: unknown): boolean {
  if (!(error instanceof Error)) return true // what it throws to leave is no error
  const severity = 'severity' in error ? error.severity : undefined
  return severity === 'PANIC' || severity === 'FATAL' || error.name === 'RuntimeError'
}

port.on('message', async (ask: Ask) => {
  const answered = await answer(ask)
  port.postMessage(answered)
  if ('failed' in answered && answered.isEnd) process.exit()
})
