import { Command } from 'commander'
import { withAnswerer } from '../ask.ts'
import { withData } from '../data.ts'
import { print } from '../output.ts'
import { CommandProblem } from '../problem.ts'
import { type ReadingOptions, withReading } from '../reading.ts'

interface DiscoverOptions extends ReadingOptions {
  readonly data: string
  readonly json?: boolean
  readonly keep: string
  readonly transitions?: string
  readonly title?: string
  readonly mapId?: string
  readonly source?: string
  readonly out?: string
  readonly save?: boolean
}

export function discoverCommand(): Command {
  const command = new Command('discover')
    .description('draft the as-is map that the events show')
    .argument('[file]', 'a file of events; without it the data folder is asked')
    .option(
      '--keep <share>',
      'how much of the cases the steps must tell; 100% makes one step of each event name',
      '95%',
    )
    .option(
      '--transitions <which>',
      'usual: transitions that a tenth or more take; all: every transition a case took (as it is with --keep 100%)',
    )
    .option('--title <words>', "the map's title")
    .option('--map-id <id>', "the map's id, in kebab-case")
    .option('--source <file>', 'only what this imported file shows')
    .option('--out <file>', 'write the map to a file')
    .option('--save', 'keep the map in the data folder, so that the page shows it')
  return withData(withReading(command)).action(async (file: string | undefined, options: DiscoverOptions) => {
    if (options.save && file !== undefined) {
      throw new CommandProblem(
        '--save keeps a map beside its events, but a file given here is not kept.',
        'Import the file first, then discover --save; or write the map with --out.',
      )
    }
    const { keep, transitions, title, mapId: id, source } = options
    const answer = await withAnswerer(file, options, async (answerer) => {
      const drafted = await answerer.ask('GET /api/discover', { query: { keep, transitions, title, id, source } })
      if (options.save) {
        const saved = await answerer.ask('POST /api/maps', {
          body: { text: drafted.text, note: 'discovered from events' },
        })
        process.stderr.write(`kept as ${saved.id}, version ${saved.version}\n`)
      }
      return drafted
    })
    await print({ json: answer.map, text: answer.text }, options)
  })
}
