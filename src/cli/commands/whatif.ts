import { Command } from 'commander'
import type { Change, Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import { withAnswerer } from '../ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from '../data.ts'
import { mapText } from '../map-file.ts'
import { type Answer, print } from '../output.ts'
import { CommandProblem } from '../problem.ts'
import { ProgressLine } from '../progress.ts'
import { type ReadingOptions, withReading } from '../reading.ts'
import { count, duration, table } from '../table.ts'
import { mapAndFile, withMapAndFile } from './map-and-file.ts'

type WhatIf = Routes['GET /api/what-if']['answer']

interface WhatIfOptions extends ReadingOptions, FilterOptions {
  readonly data: string
  readonly json?: boolean
  readonly out?: string
  readonly keepPromise: readonly string[]
  readonly remove: readonly string[]
  readonly shorten: readonly string[]
  readonly enlarge: readonly string[]
  readonly goOn?: boolean
  readonly leaving?: boolean
  readonly runs: string
  readonly seed: string
}

const each = (value: string, before: readonly string[]): readonly string[] => [...before, value]

export function whatIfCommand(): Command {
  const command = new Command('whatif')
    .description('simulate the journey with a promise kept, a step removed, a wait shortened, a team enlarged')
    .option('--keep-promise <step>', 'late waits are cut to within the promise', each, [])
    .option('--remove <step>', 'cases go on to what follows the step', each, [])
    .option('--shorten <step=…>', '"STEP=30%" shorter by 30 %, "STEP=2 days" at most so long, "FROM>TO=30%"', each, [])
    .option('--enlarge <team=…>', '"TEAM=+2" more hands, or "TEAM=8+2" two beside eight people', each, [])
    .option('--go-on', 'who left at a step that is removed, or waiting for a promise that is kept, goes on')
    .option('--leaving', 'changed waits change who leaves, as was seen together')
    .option('--runs <n>', 'cases to simulate', '20000')
    .option('--seed <n>', 'the seed of the simulation', '1')
    .option('--out <file>', 'write the answer to a file')
  return withData(withFilter(withReading(withMapAndFile(command)))).action(
    async (first: string | undefined, second: string | undefined, options: WhatIfOptions) => {
      const changes = changesOf(options)
      const { map, file } = mapAndFile(first, second)
      const json = await withAnswerer<WhatIf>(file, options, (answerer) =>
        ask(answerer, map, { ...queryOf(options), changes: JSON.stringify(changes) }),
      )
      await print({ json, text: describe(json) } satisfies Answer, options)
    },
  )
}

function queryOf(options: WhatIfOptions): Record<string, string | undefined> {
  const { runs, seed, leaving } = options
  return { ...filterQuery(options), runs, seed, leaving: leaving ? 'yes' : undefined }
}

function changesOf({ keepPromise, remove, shorten, enlarge, goOn }: WhatIfOptions): readonly Change[] {
  const more = goOn ? { goOn: true } : {}
  return [
    ...keepPromise.map((step): Change => ({ kind: 'keep', step, ...more })),
    ...remove.map((step): Change => ({ kind: 'remove', step, ...more })),
    ...shorten.map(shorter),
    ...enlarge.map(larger),
  ]
}

function shorter(text: string): Change {
  const [, where = '', how = ''] = /^(.+)=\s*([^=]+)$/.exec(text) ?? []
  const [step = '', to] = where.split('>').map((one) => one.trim())
  if (step === '' || how === '')
    throw new CommandProblem(
      `--shorten "${text}" does not say which wait, or how much shorter.`,
      'Write "STEP=30%", "STEP=2 days" or "FROM>TO=30%".',
    )
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(how)
  return {
    kind: 'shorten',
    step,
    ...(to === undefined ? {} : { to }),
    ...(percent === null ? { most: how } : { by: Number(percent[1]) / 100 }),
  }
}

function larger(text: string): Change {
  const found = /^(.+)=\s*(\d+(?:\.\d+)?)?\s*\+\s*(\d+(?:\.\d+)?)$/.exec(text)
  const [, team = '', of, more = ''] = found ?? []
  if (found === null)
    throw new CommandProblem(
      `--enlarge "${text}" does not say how many more.`,
      'Write "TEAM=+2", or "TEAM=8+2" where it has 8 people now.',
    )
  return { kind: 'enlarge', team: team.trim(), more: Number(more), ...(of === undefined ? {} : { of: Number(of) }) }
}

/** Says how far the simulation is while it goes on, here or on the server that owns the folder. */
async function ask(
  answerer: Answerer,
  map: string | undefined,
  query: Record<string, string | undefined>,
): Promise<WhatIf> {
  const ticket = `command-${process.pid}`
  const line = new ProgressLine(process.stderr)
  const timer = setInterval(() => {
    void answerer.ask('GET /api/what-if/progress', { query: { ticket } }).then(
      ({ done }) => done !== null && line.show(done, 'simulating'),
      () => clearInterval(timer), // the question itself says what is wrong
    )
  }, 500)
  try {
    const asked = { ...query, ticket }
    const text = await mapText(map)
    if (text !== null) return await answerer.ask('POST /api/what-if', { query: asked, body: { text } })
    return await answerer.ask('GET /api/what-if', { query: { ...asked, map } })
  } finally {
    clearInterval(timer)
    line.clear()
  }
}

function describe(json: WhatIf): string {
  const { baseline, duration: long, outcome, toOutcome } = json
  const rows = [
    ...(outcome === null ? [] : [row('good outcome', outcome, percent, points)]),
    ...(toOutcome === null
      ? []
      : [
          row('time to outcome, median', toOutcome.p50, duration),
          row('time to outcome, p90', toOutcome.p90, duration),
        ]),
    row('case duration, median', long.p50, duration),
    row('case duration, p90', long.p90, duration),
    row('case duration, mean', long.mean, duration),
  ]
  const isChanged = json.changes.length > 0
  return [
    `${json.title}: ${count(json.runs)} cases simulated ${isChanged ? 'before and after' : 'as it is'}, from ${count(json.cases)} finished cases${json.cases < json.of ? ` (a sample of ${count(json.of)})` : ''}`,
    ...(isChanged
      ? json.changes.map((change) => `· ${change.says}`)
      : ['nothing is changed: give --keep-promise, --remove, --shorten or --enlarge']),
    '',
    ...(baseline.carries
      ? []
      : [`CAUTION: ${baseline.says}`, ...(baseline.remedy === null ? [] : [baseline.remedy]), '']),
    ...(isChanged
      ? [table(['name', 'before', 'after', 'difference (95 %)'], rows), ...perYear(json)]
      : [
          table(
            ['name', 'as it is (95 %)'],
            rows.map(([name = '', , after = '']) => [name, after]),
          ),
        ]),
    '',
    baseline.says,
    table(
      ['name', 'observed', 'simulated', 'may differ by', ''],
      baseline.figures.map(({ figure, unit, observed, simulated, within, holds, tells }) => {
        const say = unit === 'share' ? percent : duration
        return [
          figure,
          say(observed),
          say(simulated),
          say(within),
          holds ? (tells ? '' : 'too few cases to tell') : 'too far off',
        ]
      }),
    ),
    '',
    'This assumes:',
    ...json.changes.flatMap((change) => change.assumes.map((one) => `· ${one}`)),
    ...json.assumes.map((one) => `· ${one}`),
  ].join('\n')
}

type Compared = WhatIf['duration']['p50']
type Say = (value: number) => string

const percent: Say = (share) => `${(share * 100).toFixed(1)} %`
const points: Say = (share) => `${(share * 100).toFixed(1)} points`

function row(name: string, { before, after, difference }: Compared, say: Say, sayDifference = say): string[] {
  if (before === null || after === null || difference === null) return [name, '–', '–', '–']
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${sayDifference(Math.abs(value))}`
  return [
    name,
    say(before.value),
    `${say(after.value)} (${say(after.low)} to ${say(after.high)})`,
    `${signed(difference.value)} (${signed(difference.low)} to ${signed(difference.high)})`,
  ]
}

function perYear({ perYear }: WhatIf): readonly string[] {
  if (perYear === null) return []
  const { outcomes, customers, whom, money } = perYear
  const range = ({ value, low, high }: typeof outcomes) =>
    `${count(Math.round(value))} (${count(Math.round(low))} to ${count(Math.round(high))})`
  return [
    `a year, with ${count(Math.round(perYear.cases))} cases: ${range(outcomes)} more good outcomes${whom === 'cases' ? '' : `, ${range(customers)} customers`}${money === null ? '' : `, ${money.currency} ${range(money)}`}`,
  ]
}
