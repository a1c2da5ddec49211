import { joinImported } from '../runtime/index.ts'
import type { Warehouse } from '../store/index.ts'
import { type Answerer, openForQuestions, openTemporaryAnswerer } from './answerer.ts'
import { importHere } from './commands/import.ts'
import { CommandProblem } from './problem.ts'
import { ProgressLine } from './progress.ts'
import { assertReadable } from './proposal-text.ts'
import { openReading, type ReadingOptions } from './reading.ts'
import { interruptible } from './signal.ts'

/** Runs a question over the data folder, or over a file alone: then the store is a temporary one. */
export async function withAnswerer<Result>(
  file: string | undefined,
  options: ReadingOptions & { readonly data: string },
  use: (answerer: Answerer) => Promise<Result>,
): Promise<Result> {
  const answerer = file === undefined ? await openForQuestions(options.data) : await answererOf(file, options)
  try {
    return await use(answerer)
  } finally {
    await answerer.close()
  }
}

async function answererOf(path: string, options: ReadingOptions): Promise<Answerer> {
  const reading = await openReading(path, options)
  const line = new ProgressLine(process.stderr)
  const { signal, release } = interruptible('Stopped.')
  let opening: ReturnType<typeof openTemporaryAnswerer> | null = null
  try {
    assertReadable(reading)
    // The thread reads from here on, while the engine and the questions are loaded and started in this one.
    const warehouse = Promise.withResolvers<Warehouse>()
    const importing = importHere(reading, warehouse.promise, { strict: false, replace: false, signal, line })
    opening = openTemporaryAnswerer()
    opening.then(({ store }) => warehouse.resolve(store.warehouse), warehouse.reject)
    const { refused, read, refusals } = await importing
    const answerer = await opening
    await joinImported(answerer.store, reading.file.fingerprint)
    line.clear()
    const [first] = refusals
    if (read > 0 && refused === read) {
      throw new CommandProblem(
        `${path}: all ${read} rows were refused, the first at ${first?.file}:${first?.line} (${first?.field} "${first?.value}": ${first?.reason}).`,
        'Say how to read it; npx throughline import --help lists the options.',
      )
    }
    if (refused > 0) {
      process.stderr.write(
        `${refused} of ${read} rows were refused, the first at ${first?.file}:${first?.line} (${first?.field}: ${first?.reason}); import lists them all\n`,
      )
    }
    return answerer
  } catch (error) {
    await opening?.then(
      (answerer) => answerer.close(),
      () => undefined, // the import has failed with the same
    )
    throw error
  } finally {
    line.clear()
    release()
    await reading.file.close()
  }
}
