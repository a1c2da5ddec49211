/** The thread that reads files: whoever asked for one goes on with other things, a server with answering. */
import { flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { propose } from '../event/reading.ts'
import { openDiskFile } from './disk-file.ts'
import { faultOf } from './fault.ts'
import type { Answer, Ask, Opening } from './messages.ts'
import { Reading, sourceFile } from './reading.ts'

const parent = parentPort
if (parent === null) throw new Error('runtime/worker.ts is run as a worker only')
parent.on('message', (opening: Opening) => void attend(opening))

/** Opens a file and answers what is asked about it, until whoever asks closes the port. */
async function attend({ path, name, port }: Opening): Promise<void> {
  const say = (answer: Answer) => port.postMessage(answer)
  try {
    const file = await openDiskFile(path, name)
    let reading: Reading | null = null
    const answer = async (ask: Ask): Promise<void> => {
      switch (ask.kind) {
        case 'propose':
          return say({ kind: 'proposed', proposal: await propose(sourceFile(file), ask.given) })
        case 'read':
          reading = new Reading(file, port)
          await reading.run(ask.profile)
          say({ kind: 'ended' })
          // Compiled code is kept for the next process here: this thread may be ended without being asked.
          return flushCompileCache()
        case 'read-on':
          return reading?.goOn(ask.memory)
        case 'stop':
          return reading?.stop()
      }
    }
    port.on('message', (ask: Ask) => {
      answer(ask).catch((error: unknown) => say({ kind: 'failed', fault: faultOf(error) }))
    })
    port.on('close', () => {
      reading?.stop()
      void file.close()
    })
    say({ kind: 'opened', name: file.name, bytes: file.bytes, fingerprint: file.fingerprint })
  } catch (error) {
    say({ kind: 'failed', fault: faultOf(error) })
  }
}
