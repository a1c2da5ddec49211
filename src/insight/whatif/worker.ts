// The thread of one experiment: it begins at once, says how far it is, answers, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { conduct, type Experiment } from './experiment.ts'

const experiment: Experiment = workerData
let said = 0
const outcome = conduct(experiment, (done) => {
  if (done - said < 0.02) return
  said = done
  parentPort?.postMessage({ done })
})
parentPort?.postMessage({ outcome })
