/** The thread that a model is fitted in, so that the server answers others meanwhile. */
import { parentPort, workerData } from 'node:worker_threads'
import { arrivals } from './arrivals.ts'
import { evaluate } from './evaluate.ts'
import { forecastOpen } from './open.ts'
import { outcomeRule } from './outcomes.ts'
import type { Said, Task } from './work.ts'

const say = (said: Said) => parentPort?.postMessage(said)
const on = (done: number) => say({ kind: 'progress', done })

function answer(task: Task): unknown {
  if (task.kind === 'arrivals') return arrivals(task, on)
  const asked = { ...task, rule: outcomeRule(task.outcome, task.steps), drawn: task.outcome !== null }
  return task.kind === 'evaluate' ? evaluate(asked, on) : forecastOpen(asked, on)
}

try {
  say({ kind: 'done', result: answer(workerData) })
} catch (error) {
  say({ kind: 'failed', says: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
