import { type Answerer, openAnswerer } from './answerer.ts'
import { type Answer, print } from './output.ts'

/** What a command that asks the data folder is given. */
export interface AskingOptions {
  readonly data: string
  readonly json?: boolean
}

/** Opens the folder, or asks its server, for one answer, and prints it. */
export async function asking(options: AskingOptions, work: (answerer: Answerer) => Promise<Answer>): Promise<void> {
  const answerer = await openAnswerer(options.data)
  try {
    await print(await work(answerer), options)
  } finally {
    await answerer.close()
  }
}
