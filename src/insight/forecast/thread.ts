/** The thread that a model is fitted in, so that the server answers others meanwhile. */
import { parentPort, workerData } from 'node:worker_threads'
import { evaluate } from './evaluate.ts'
import { forecastOpen } from './open.ts'
import { outcomeRule } from './outcomes.ts'
import type { Said, Task } from './work.ts'

const task: Task = workerData
const say = (said: Said) => parentPort?.postMessage(said)

try {
  const rule = outcomeRule(task.outcome, task.steps)
  const asked = { ...task, rule, drawn: task.outcome !== null }
  const on = (done: number) => say({ kind: 'progress', done })
  say({ kind: 'done', result: task.kind === 'evaluate' ? evaluate(asked, on) : forecastOpen(asked, on) })
} catch (error) {
  say({ kind: 'failed', says: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
