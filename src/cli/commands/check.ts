import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import { withAnswerer } from '../ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from '../data.ts'
import { mapText, readSoundMap } from '../map-file.ts'
import { type Answer, print } from '../output.ts'
import { CommandProblem } from '../problem.ts'
import { type ReadingOptions, withReading } from '../reading.ts'
import { count, share, table } from '../table.ts'

interface CheckOptions extends ReadingOptions, FilterOptions {
  readonly data: string
  readonly json?: boolean
  readonly out?: string
  readonly open?: boolean
  readonly journey: readonly string[]
  readonly top: string
  readonly most: string
  readonly fitness?: string
}
type Conformance = Routes['POST /api/conformance']['answer']

export function checkCommand(): Command {
  const command = new Command('check')
    .description('how well cases fit a map: which steps they skip, repeat, add, or take out of place')
    .argument('<map>', 'a map file (YAML), or the id of a map that is kept')
    .argument('[file]', 'a file of events; without it the data folder is asked')
    .option('--open', 'put the smaller journeys behind steps in their place')
    .option('--journey <file>', "a smaller journey's map file, for --open; may be given again", collect, [])
    .option('--top <n>', 'how many variants that do not fit are listed', '10')
    .option('--most <n>', 'how many variants are aligned, most frequent first', '50000')
    .option('--fitness <share>', 'findings (exit code 1) only where the fitness is below, e.g. 0.9 or 90%')
    .option('--out <file>', 'write the answer to a file')
  return withData(withFilter(withReading(command))).action(
    async (map: string, file: string | undefined, options: CheckOptions) => {
      const least = leastOf(options.fitness)
      const json = await withAnswerer(file, options, (answerer) => check(answerer, map, options))
      await print({ ...describe(json), code: isFinding(json, least) ? 1 : 0 }, options)
    },
  )
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

async function check(answerer: Answerer, map: string, options: CheckOptions): Promise<Conformance> {
  const { top, most, open, journey } = options
  if (journey.length > 0 && !open) {
    throw new CommandProblem('--journey gives a smaller journey, and nothing opens it.', 'Add --open.')
  }
  const query = { ...filterQuery(options), top, most, ...(open ? { opened: '1' } : {}) }
  const text = await mapText(map)
  if (text !== null) {
    const journeys = await Promise.all(journey.map(readSoundMap))
    return answerer.ask('POST /api/conformance', { query, body: { text, journeys } })
  }
  if (journey.length === 0) return answerer.ask('GET /api/maps/:map/conformance', { params: { map }, query })
  const [kept, journeys] = await Promise.all([
    answerer.ask('GET /api/maps/:map', { params: { map } }),
    Promise.all(journey.map(readSoundMap)),
  ])
  return answerer.ask('POST /api/conformance', { query, body: { text: kept.text, journeys } })
}

/** `0.9` or `90%`; absent: any deviation is a finding. */
function leastOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim())
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1)
  if (value >= 0 && value <= 1) return value
  throw new CommandProblem(`--fitness "${text}" is not a share.`, 'Write it as 0.9 or 90%.')
}

function isFinding(json: Conformance, least: number | null): boolean {
  return least === null ? json.misfits > 0 : json.fitness !== null && json.fitness < least
}

function describe(json: Conformance): Answer {
  const rows = json.deviations.map((row) => [
    row.kind,
    row.step,
    count(row.cases),
    share(row),
    count(row.times),
    row.stopped > 0 ? count(row.stopped) : '',
  ])
  const text = [
    `${json.title}: ${count(json.cases)} cases${json.open > 0 ? `, ${count(json.open)} still open` : ''}`,
    ...figures(json),
    ...notes(json),
    '',
    rows.length === 0
      ? 'no deviations'
      : table(['kind', 'step', 'cases', 'of all aligned', 'times', 'had stopped before'], rows),
    ...json.variants.flatMap((variant) => ['', ...drawn(variant)]),
  ]
  return { json, text: text.join('\n') }
}

function figures(json: Conformance): readonly string[] {
  if (json.fitness === null || json.low === null || json.high === null) return ['no case to hold against the map']
  const digits = (value: number) => value.toFixed(3)
  return [
    `fitting ${count(json.fitting)}, ${share(json.fittingShare)}`,
    `fitness ${digits(json.fitness)} (${digits(json.low)}–${digits(json.high)}, n ${count(json.covered.cases)})`,
  ]
}

/** What the figures do not cover, and how the map was read where it leaves something open. */
function notes({ covered, unmeasured, endless, journeys }: Conformance): readonly string[] {
  const left = covered.rarer.variants + covered.longer.variants
  const { fittingShare, fitness } = covered
  return [
    ...(left > 0 && fittingShare !== null && fitness !== null
      ? [
          `aligned are ${count(covered.cases)} of ${count(covered.of.cases)} cases, ${count(covered.variants)} of ${count(covered.of.variants)} variants` +
            ` (${count(covered.rarer.variants)} rarer ones and ${count(covered.longer.variants)} too long are not);` +
            ` over all cases ${percent(fittingShare)} fit, fitness ${fitness.low.toFixed(3)}–${fitness.high.toFixed(3)}`,
        ]
      : []),
    ...(unmeasured.length > 0 ? [`no event shows, and so passed for nothing: ${unmeasured.join(', ')}`] : []),
    ...(endless.length > 0
      ? [`the map draws no way to an end from, so that cases may stop at: ${endless.join(', ')}`]
      : []),
    ...journeys.map(
      (one) =>
        `${one.step} stands for the journey ${one.journey}, ${one.opened ? 'opened' : `one step here${one.says ? `: ${one.says}` : ' (--open opens it)'}`}`,
    ),
  ]
}

function percent({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)} %`
}

/** The case over the map, column by column; a gap where only the other does something. */
function drawn(variant: Conformance['variants'][number]): readonly string[] {
  const columns = variant.moves.map((move) => ({
    own: move.on === 'map' ? '»' : move.step,
    map: move.on === 'case' ? '»' : move.step,
    says: move.deviation ?? '',
  }))
  const widths = columns.map((column) => Math.max(column.own.length, column.map.length, column.says.length))
  const line = (row: 'own' | 'map' | 'says') =>
    columns
      .map((column, i) => column[row].padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  return [
    `${variant.id}  ${count(variant.cases)} ${variant.open ? 'open ' : ''}cases, ${variant.cost} ${variant.cost === 1 ? 'move' : 'moves'} off the map`,
    `  case  ${line('own')}`,
    `  map   ${line('map')}`,
    `        ${line('says')}`,
  ]
}
