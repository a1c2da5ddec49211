import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import { withAnswerer } from '../ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from '../data.ts'
import { mapText } from '../map-file.ts'
import { type Answer, print } from '../output.ts'
import { type ReadingOptions, withReading } from '../reading.ts'
import { count, share, table } from '../table.ts'
import { mapAndFile, withMapAndFile } from './map-and-file.ts'

type DriverOptions = ReadingOptions &
  FilterOptions & {
    readonly data: string
    readonly json?: boolean
    readonly out?: string
    readonly of: string
    readonly least?: string
    readonly top: string
  }
type Drivers = Routes['POST /api/drivers']['answer']
type DriverFactor = Drivers['factors'][number]
type Effect = NonNullable<DriverFactor['difference']>

export function driversCommand(): Command {
  const command = new Command('drivers')
    .description('what goes with an outcome, a score, a late promise, a drop-off, any property; never what causes it')
    .option(
      '--of <target>',
      'outcome, score:nps, late:STEP, dropped:STEP, reached:STEP, property:NAME=VALUE or property:NAME',
      'outcome',
    )
    .option('--least <n>', 'cases with and cases without below which a factor is too few')
    .option('--top <n>', 'how many factors to print', '25')
    .option('--out <file>', 'write the answer to a file')
  return withData(withFilter(withReading(withMapAndFile(command)))).action(
    async (first: string | undefined, second: string | undefined, options: DriverOptions) => {
      const { map, file } = mapAndFile(first, second)
      const json = await withAnswerer(file, options, (answerer) => ask(answerer, map, options))
      await print(describe(json, Number(options.top)), options)
    },
  )
}

async function ask(answerer: Answerer, map: string | undefined, options: DriverOptions): Promise<Drivers> {
  const query = { ...filterQuery(options), of: options.of, least: options.least }
  const text = await mapText(map)
  if (text !== null) return answerer.ask('POST /api/drivers', { query, body: { text } })
  return answerer.ask('GET /api/maps/:map/drivers', { params: { map: map ?? '-' }, query })
}

function describe(json: Drivers, top: number): Answer {
  const isScore = json.target.base === null
  const shown = json.factors.filter((factor) => factor.standing !== 'too few')
  const few = json.factors.length - shown.length
  const text = [
    headline(json),
    `Known beforehand: ${json.target.known}`,
    ...(json.sample === null
      ? []
      : [
          `Properties and the model rest on a sample of ${count(json.sample.cases)} of ${count(json.sample.of)} cases.`,
        ]),
    json.model === null
      ? (json.noModel ?? '')
      : `${json.model.says} ${count(json.model.cases)} cases, ${json.model.columns} factors; ${(json.model.explained * 100).toFixed(1)} % of what varies is foretold on cases held out.`,
    '',
    table(
      [
        'cases that …',
        'with',
        'rate',
        'without',
        isScore ? 'difference' : 'difference, points',
        'q',
        isScore ? 'adjusted' : 'odds ratio, adjusted',
        'goes with it',
      ],
      shown.slice(0, top).map((factor) => row(factor, isScore)),
    ),
    ...(shown.length > top ? ['', `${shown.length - top} more factors: --top ${shown.length}`] : []),
    ...(few === 0 ? [] : ['', `${few} factors are too few to say (fewer than ${json.least} cases with or without)`]),
    ...json.leftOut.slice(0, 12).map((one) => `left out: ${one.what} (${one.why}) ${one.says}`),
    ...(json.leftOut.length > 12 ? [`left out: ${json.leftOut.length - 12} more, see --json`] : []),
    ...weights(json),
  ]
  return { json, text: text.join('\n') }
}

function headline({ target, journey }: Drivers): string {
  if (target.base !== null) return `${journey}: ${share(target.base)} ${target.says}`
  return `${journey}: ${target.says}, ${target.mean === null ? '–' : interval(target.mean, 1, 2)} on average (n ${count(target.n)})`
}

function row(factor: DriverFactor, isScore: boolean): readonly string[] {
  const scale = isScore ? 1 : 100
  const digits = isScore ? 2 : 1
  const rate = (effect: Effect | null) =>
    effect === null ? '–' : `${(effect.value * scale).toFixed(digits)}${isScore ? '' : ' %'}`
  return [
    factor.says,
    count(factor.with.n),
    rate(factor.with.rate),
    rate(factor.without.rate),
    factor.difference === null ? '–' : interval(factor.difference, scale, digits),
    factor.q === null ? '–' : factor.q < 0.0001 ? '<0.0001' : factor.q.toFixed(4),
    factor.adjusted === null ? '–' : interval(factor.adjusted, 1, 2),
    standing(factor),
  ]
}

function standing(factor: DriverFactor): string {
  const said =
    factor.standing === 'clear' ? (factor.holds ? 'clear, also adjusted' : 'clear, not adjusted') : factor.standing
  return factor.decides ? `${said}; it all but decides it` : said
}

function interval({ value, low, high }: Effect, scale: number, digits: number): string {
  const sign = value > 0 && scale === 100 ? '+' : ''
  return `${sign}${(value * scale).toFixed(digits)} (${(low * scale).toFixed(digits)} to ${(high * scale).toFixed(digits)})`
}

function weights({ weights }: Drivers): readonly string[] {
  if (weights === null) return []
  const rows = weights.weights.slice(0, 15).map((one) => [one.says, interval(one, 100, 1)])
  return [
    '',
    `Relative weights: R² ${interval(weights.r2, 100, 1)} %, over ${count(weights.cases)} cases, ${weights.resamples} resamples`,
    table(['cases that …', '% of the variance'], rows),
  ]
}
