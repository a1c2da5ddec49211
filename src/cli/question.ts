import { Command } from 'commander'
import type { Answerer } from './answerer.ts'
import { withAnswerer } from './ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from './data.ts'
import { type Answer, print } from './output.ts'
import { type ReadingOptions, withReading } from './reading.ts'

/** What every question of `explore` is asked with. */
export type Asked = ReadingOptions &
  FilterOptions & { readonly data: string; readonly json?: boolean; readonly map?: string }

export type Ask<Options extends Asked> = (answerer: Answerer, options: Options) => Promise<Answer>

/** A command that asks one question of a file, or of the data folder. */
export function question<Options extends Asked>(name: string, says: string, ask: Ask<Options>): Command {
  const command = new Command(name)
    .description(says)
    .argument('[file]', 'a file of events; without it the data folder is asked')
  return withData(withFilter(withReading(command)))
    .option('--map <id>', 'the steps of this map; without it each event name is a step')
    .action(async (file: string | undefined, options: Options) => {
      await print(await withAnswerer(file, options, (answerer) => ask(answerer, options)), options)
    })
}

export function narrowed(options: Asked): Record<string, string | undefined> {
  return { ...filterQuery(options), map: options.map }
}
