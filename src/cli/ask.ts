import { type Answerer, openForQuestions, openTemporaryAnswerer } from './answerer.ts'
import { importHere } from './commands/import.ts'
import { CommandProblem } from './problem.ts'
import { ProgressLine } from './progress.ts'
import { assertReadable } from './proposal-text.ts'
import { openReading, type Reading, type ReadingOptions } from './reading.ts'
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
  // The engine starts while the file is looked at.
  const opening = openTemporaryAnswerer()
  opening.catch(() => undefined) // thrown where it is waited for; the file's own fault comes first
  const reading = await readable(path, options).catch(async (error: unknown) => {
    await (await opening).close()
    throw error
  })
  const line = new ProgressLine(process.stderr)
  const { signal, release } = interruptible('Stopped.')
  const answerer = await opening
  try {
    const { refused, read, refusals } = await importHere(reading, answerer.store, {
      strict: false,
      replace: false,
      signal,
      line,
    })
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
    await answerer.close()
    throw error
  } finally {
    line.clear()
    release()
    await reading.file.close()
  }
}

async function readable(path: string, options: ReadingOptions): Promise<Reading> {
  const reading = await openReading(path, options)
  assertReadable(reading)
  return reading
}
