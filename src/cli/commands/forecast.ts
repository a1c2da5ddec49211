import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import { withAnswerer } from '../ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from '../data.ts'
import { mapText } from '../map-file.ts'
import { type Answer, print } from '../output.ts'
import { type ReadingOptions, withReading } from '../reading.ts'
import { count, duration, instant, table } from '../table.ts'
import { mapAndFile, withMapAndFile } from './map-and-file.ts'

interface ForecastOptions extends ReadingOptions, FilterOptions {
  readonly data: string
  readonly json?: boolean
  readonly out?: string
  readonly evaluate?: boolean
  readonly train: string
  readonly arrivals?: boolean
  readonly days: string
  readonly only?: string
  readonly step?: string
  readonly by?: string
  readonly top: string
  readonly without?: string
}
type Forecast = Routes['GET /api/forecast']['answer']
type Arrivals = Routes['GET /api/forecast/arrivals']['answer']
type Evaluation = Routes['GET /api/forecast/evaluation']['answer']

export function forecastCommand(): Command {
  const command = new Command('forecast')
    .description('what comes next for every open case, when, and how it ends')
    .option('--evaluate', 'hold forecasts of the past against what came')
    .option('--train <share>', 'with --evaluate: the share of the cases that begin before the cut', '0.7')
    .option('--arrivals', 'how many are expected at each step in the coming days')
    .option('--days <n>', 'with --arrivals: how many days', '14')
    .option('--only <case>', 'one case, by its name or key (without a FILE also --case)')
    .option('--step <step>', 'only cases that stand at this step')
    .option(
      '--by <order>',
      'risk (of ending badly) or promise (the likeliest to miss the promise made where they stand)',
      'risk',
    )
    .option('--top <n>', 'how many cases to list, those at most risk first', '20')
    .option('--without <names>', 'properties that are not to be looked at, parted by commas')
    .option('--out <file>', 'write the answer to a file')
  return withData(withFilter(withReading(withMapAndFile(command)))).action(
    async (first: string | undefined, second: string | undefined, options: ForecastOptions) => {
      const { map, file } = mapAndFile(first, second)
      const answer = await withAnswerer(file, options, (answerer) => answered(answerer, map, file, options))
      await print(answer, options)
    },
  )
}

async function answered(
  answerer: Answerer,
  map: string | undefined,
  file: string | undefined,
  options: ForecastOptions,
): Promise<Answer> {
  const narrowed = { ...filterQuery(options), without: options.without }
  if (options.evaluate) return evaluation(answerer, map, { ...narrowed, train: options.train })
  if (options.arrivals) return arrivals(answerer, map, { ...filterQuery(options), days: options.days })
  const one = options.only ?? (file === undefined ? options.case : undefined)
  return standing(answerer, map, { ...narrowed, case: one, step: options.step, by: options.by, limit: options.top })
}

type Query = Readonly<Record<string, string | undefined>>

async function evaluation(answerer: Answerer, map: string | undefined, query: Query): Promise<Answer> {
  const text = await mapText(map)
  const json =
    text === null
      ? await answerer.ask('GET /api/forecast/evaluation', { query: { ...query, map } })
      : await answerer.ask('POST /api/forecast/evaluation', { query, body: { text } })
  return { json, text: describeEvaluation(json) }
}

async function arrivals(answerer: Answerer, map: string | undefined, query: Query): Promise<Answer> {
  const text = await mapText(map)
  const json =
    text === null
      ? await answerer.ask('GET /api/forecast/arrivals', { query: { ...query, map } })
      : await answerer.ask('POST /api/forecast/arrivals', { query, body: { text } })
  return { json, text: describeArrivals(json) }
}

async function standing(answerer: Answerer, map: string | undefined, query: Query): Promise<Answer> {
  const text = await mapText(map)
  const json =
    text === null
      ? await answerer.ask('GET /api/forecast', { query: { ...query, map } })
      : await answerer.ask('POST /api/forecast', { query, body: { text } })
  return { json, text: query['by'] === 'promise' ? describePromises(json) : describeStanding(json) }
}

function describeArrivals(json: Arrivals): string {
  if (json.tooFew !== null) return json.tooFew
  const { backtest, steps } = json
  const expected = ({ expected, low, high }: Arrivals['steps'][number]['week']) =>
    `${expected.toFixed(expected < 10 ? 1 : 0)} (${count(low)}–${count(high)})`
  const rows = steps.map((step) => [
    step.step,
    count(step.past.slice(-8, -1).reduce((sum, day) => sum + day.arrived, 0)),
    expected(step.week),
    ...step.coming.slice(0, 3).map(expected),
    step.backtest === null ? '–' : percent(step.backtest.coverage),
    step.by,
  ])
  const judged =
    backtest === null
      ? []
      : [
          `as forecast at ${backtest.origins} past weeks' ends: off by ${percent(backtest.wape)} of the arrivals (the same weekday of four weeks: ${percent(backtest.calendarWape)}); ${percent(backtest.coverage)} of the days within their 80 % interval`,
        ]
  const days = (steps[0]?.coming ?? []).slice(0, 3).map(({ day }) => day)
  return [
    `expected after ${instant(json.now)}, with the interval that 8 of 10 lie in; days are UTC`,
    ...judged,
    '',
    table(['step', 'last 7 days', 'next 7 days', ...days, 'held', 'by'], rows),
  ].join('\n')
}

function sampleNote({ cases, of }: Forecast['sample']): string {
  return cases < of ? `; learned from a sample of ${count(cases)} of ${count(of)} cases` : ''
}

/** The list of who looks after the promises: what is due, and what is likeliest to be missed. */
function describePromises(json: Forecast): string {
  if (json.open === 0) return nobody(json)
  const made = json.steps.flatMap((row) => (row.promise === null ? [] : [{ step: row.step, ...row.promise }]))
  if (made.length === 0)
    return `No open case stands at a step that makes a promise. ${json.openSays}\nGive a step of the map a promise: { within: 2 days }.`
  const left = (due: string) => duration((Date.parse(due) - Date.parse(json.now)) / 1000)
  const cases = json.cases.flatMap(({ promise, ...row }) =>
    promise === null
      ? []
      : [
          [
            row.case,
            row.step,
            percent(promise.late),
            left(promise.due),
            instant(promise.due),
            row.next.slice(0, 2).map(toward).join(', ') || '–',
          ],
        ],
  )
  const steps = made.map((row) => [row.step, count(row.pending), row.expected.toFixed(1), count(row.overdue)])
  return [
    `promises made where open cases stand, at ${instant(json.now)}${sampleNote(json.sample)}`,
    json.openSays,
    '',
    table(['step', 'still running', 'of these expected late', 'already late'], steps),
    '',
    cases.length === 0
      ? 'no promise still runs: none can be missed that is not late already'
      : table(['case', 'step', 'chance of missing it', 'left', 'due', 'next'], cases),
  ].join('\n')
}

/** Where nobody is open, there is nothing to say of anybody: only why, and what can be asked instead. */
function nobody(json: Forecast): string {
  return [
    `no case is open at ${instant(json.now)}: every case in view is over, so nothing is forecast`,
    json.openSays,
    'How good forecasts of these events would have been: --evaluate.',
  ].join('\n')
}

function describeStanding(json: Forecast): string {
  if (json.open === 0) return nobody(json)
  const judged = json.steps.some((row) => row.good !== null)
  const listed = json.steps.filter((row) => row.open > 0).sort((a, b) => b.open - a.open)
  const steps = listed.map((row) => [
    row.step,
    count(row.open),
    row.tooFew ? 'too few' : row.next.slice(0, 2).map(toward).join(', '),
    row.wait === null ? '–' : spread(row.wait),
    row.remaining === null ? '–' : spread(row.remaining),
    ...(judged ? [row.good === null ? '–' : percent(row.good)] : []),
  ])
  const cases = json.cases.map((row) => [
    row.case,
    row.step,
    row.next.slice(0, 2).map(toward).join(', ') || '–',
    ...(row.over >= 0.5 ? ['likely over', 'likely over'] : [spread(row.wait), spread(row.remaining)]),
    percent(row.over),
    row.outcomes[0] === undefined ? '–' : `${row.outcomes[0].outcome} ${percent(row.outcomes[0].chance)}`,
    row.basis.says,
  ])
  return [
    `${count(json.open)} cases are open at ${instant(json.now)}${sampleNote(json.sample)}${json.forecast < json.open ? `; ${count(json.forecast)} of them were forecast` : ''}`,
    json.openSays,
    'chances of what comes next; times, if anything more comes, in the middle and within which 8 of 10 lie',
    '',
    table(['step', 'open', 'next', 'until next', 'until the end', ...(judged ? ['good outcome'] : [])], steps),
    '',
    ...(cases.length === 0
      ? ['no case is listed: those that are likelier over than not are counted, and not listed']
      : [table(['case', 'step', 'next', 'until next', 'until the end', 'silently ended', 'outcome', 'why'], cases)]),
  ].join('\n')
}

function toward({ step, chance }: { readonly step: string; readonly chance: number }): string {
  return `${step} ${percent(chance)}`
}

function spread(time: Forecast['cases'][number]['wait']): string {
  return `${duration(time.p50)} (${duration(time.low)} – ${duration(time.high)})`
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`
}

function describeEvaluation(json: Evaluation): string {
  const { split, next, outcome } = json
  const days = (value: number | null) => (value === null ? '–' : `${value.toFixed(2)} d`)
  const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3))
  const times = (name: string, row: Evaluation['wait']) => [
    name,
    count(row.n),
    days(row.maeDays),
    days(row.baselines.lastStep),
    days(row.baselines.median),
    percent(row.coverage),
  ]
  return [
    `learned from what was known on ${instant(split.cut)}: ${count(split.trainCases)} cases, ${count(split.straddling)} of them still under way${sampleNote(json.sample)}`,
    `held against the ${count(split.testCases)} cases that began from then on`,
    '',
    table(
      ['name', 'n', 'accuracy', 'in the first three', 'log loss', 'calibration error'],
      [
        [
          'next step, or the end',
          count(next.n),
          percent(next.accuracy),
          percent(next.top3),
          figure(next.logLoss),
          figure(next.calibrationError),
        ],
        ['next step, without ends', count(next.withoutEnds.n), percent(next.withoutEnds.accuracy), '', '', ''],
        ['always the most frequent', count(next.n), percent(next.baselines.mostFrequent), '', '', ''],
        ['most frequent after the last step', count(next.n), percent(next.baselines.markov), '', '', ''],
      ],
    ),
    '',
    table(
      ['name', 'n', 'mean error', 'median after the step', 'median of all', 'within the 80 % interval'],
      [times('until the next step', json.wait), times('until the end', json.remaining)],
    ),
    '',
    table(
      ['name', 'n', 'AUC', 'by the last step alone', 'calibration error'],
      [
        [
          outcome.of === 'drawn' ? 'good outcome' : 'the step a case ends at',
          count(outcome.n),
          figure(outcome.auc),
          figure(outcome.baselines.lastStep),
          figure(outcome.calibrationError),
        ],
      ],
    ),
    ...(outcome.auc === null ? ['all of these end alike, so there is nothing that an AUC could tell apart'] : []),
    '',
    ...(json.remaining.young || outcome.young
      ? ['few cases are old enough to be known: what is said of their ends is of the quick ones', '']
      : []),
    `looked at beside the steps and times: ${json.attributes.length === 0 ? 'nothing' : json.attributes.join(', ')}`,
  ].join('\n')
}
