import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import { withAnswerer } from '../ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from '../data.ts'
import { type Answer, print } from '../output.ts'
import { type ReadingOptions, withReading } from '../reading.ts'
import { count, duration, share, table } from '../table.ts'

type Asked = ReadingOptions & FilterOptions & { readonly data: string; readonly json?: boolean; readonly map?: string }

export function exploreCommand(): Command {
  const explore = new Command('explore').description('ask what the events show: dfg, variants, times, paths, funnel')
  explore.addCommand(question('dfg', 'which step follows which, how often and after how long', dfg))
  explore.addCommand(
    question('variants', 'the distinct ways, most frequent first', variants).option('--top <n>', 'how many', '20'),
  )
  explore.addCommand(question('times', 'how long cases take, and each step to the next', times))
  explore.addCommand(
    question('paths', 'what comes after a step', paths)
      .requiredOption('--after <step>', 'the step')
      .option('--length <n>', 'how many steps', '5')
      .option('--top <n>', 'how many paths', '20'),
  )
  explore.addCommand(
    question('funnel', 'how many get from step to step, in order', funnel)
      .requiredOption('--steps <a,b,c>', 'the steps in order')
      .option('--within <duration>', 'from the first step, e.g. "7 days"'),
  )
  return explore
}

type Ask<Options extends Asked> = (answerer: Answerer, options: Options) => Promise<Answer>

function question<Options extends Asked>(name: string, says: string, ask: Ask<Options>): Command {
  const command = new Command(name)
    .description(says)
    .argument('[file]', 'a file of events; without it the data folder is asked')
  return withData(withFilter(withReading(command)))
    .option('--map <id>', 'the steps of this map; without it each event name is a step')
    .action(async (file: string | undefined, options: Options) => {
      await print(await withAnswerer(file, options, (answerer) => ask(answerer, options)), options)
    })
}

function narrowed(options: Asked): Record<string, string | undefined> {
  return { ...filterQuery(options), map: options.map }
}

async function dfg(answerer: Answerer, options: Asked): Promise<Answer> {
  const json = await answerer.ask('GET /api/explore/dfg', { query: narrowed(options) })
  const edges = json.edges.map((edge) => [
    edge.from,
    edge.to,
    count(edge.count),
    duration(edge.medianSeconds),
    duration(edge.p90Seconds),
  ])
  const text = [
    `${count(json.cases)} cases, ${count(json.events)} events, ${json.steps.length} steps, ${json.edges.length} transitions`,
    tieNote(json.ties),
    '',
    table(['from', 'to', 'count', 'median', 'p90'], edges),
    '',
    table(
      ['name', 'starts'],
      json.starts.map((row) => [row.name, count(row.count)]),
    ),
    '',
    table(
      ['name', 'ends'],
      json.ends.map((row) => [row.name, count(row.count)]),
    ),
  ]
  return { json, text: text.join('\n') }
}

/** Says how far the order of equal times moves the figures, where there are such. */
function tieNote(ties: Routes['GET /api/explore/dfg']['answer']['ties']): string {
  if (ties.pairs === 0) return 'no two neighbours in a case share a time'
  return `${count(ties.pairs)} neighbours share a time and keep the order of their source; ordered by name, ${(ties.moved * 100).toFixed(1)} % of the transitions would differ`
}

async function variants(answerer: Answerer, options: Asked & { readonly top: string }): Promise<Answer> {
  const json = await answerer.ask('GET /api/explore/variants', { query: { ...narrowed(options), top: options.top } })
  const rows = json.variants.map((variant) => [
    variant.id,
    count(variant.count),
    share(variant.share),
    duration(variant.medianSeconds),
    variant.steps.join(' → '),
  ])
  return {
    json,
    text: `${count(json.cases)} cases in ${count(json.total)} variants\n${tieNote(json.ties)}\n\n${table(['variant', 'cases', 'share', 'median', 'steps'], rows)}`,
  }
}

async function times(answerer: Answerer, options: Asked): Promise<Answer> {
  const json = await answerer.ask('GET /api/explore/times', { query: narrowed(options) })
  const spread = (name: string, row: (typeof json)['duration']): string[] => [
    name,
    count(row.n),
    duration(row.p10),
    duration(row.p25),
    duration(row.p50),
    duration(row.p75),
    duration(row.p90),
    duration(row.mean),
  ]
  const rows = [spread('(whole case)', json.duration), ...json.steps.map((step) => spread(step.name, step))]
  return {
    json,
    text: `time from a step to the next, ${count(json.cases)} cases\n\n${table(['step', 'n', 'p10', 'p25', 'median', 'p75', 'p90', 'mean'], rows)}`,
  }
}

async function paths(
  answerer: Answerer,
  options: Asked & { readonly after: string; readonly length: string; readonly top: string },
): Promise<Answer> {
  const { after, length, top } = options
  const json = await answerer.ask('GET /api/explore/paths', { query: { ...narrowed(options), after, length, top } })
  const rows = json.paths.map((path) => [
    count(path.count),
    path.steps.length === 0 ? '(the end)' : path.steps.join(' → '),
  ])
  return { json, text: `${count(json.cases)} cases come to ${after}\n\n${table(['cases', 'path'], rows)}` }
}

async function funnel(
  answerer: Answerer,
  options: Asked & { readonly steps: string; readonly within?: string },
): Promise<Answer> {
  const { steps, within } = options
  const json = await answerer.ask('GET /api/explore/funnel', { query: { ...narrowed(options), steps, within } })
  const rows = json.steps.map((step) => [step.name, count(step.cases), share(step.share)])
  return { json, text: table(['step', 'cases', 'of the first'], rows) }
}
