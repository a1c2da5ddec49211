import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import { withAnswerer } from '../ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from '../data.ts'
import { mapText } from '../map-file.ts'
import { type Answer, print } from '../output.ts'
import { type ReadingOptions, withReading } from '../reading.ts'
import { count, duration, table } from '../table.ts'
import { mapAndFile, withMapAndFile } from './map-and-file.ts'

interface TrendOptions extends ReadingOptions, FilterOptions {
  readonly data: string
  readonly json?: boolean
  readonly by?: string
  readonly series?: boolean
  readonly out?: string
}
type Trend = Routes['POST /api/trend']['answer']
type Shift = Trend['shifts'][number]

export function trendCommand(): Command {
  const command = new Command('trend')
    .description('shifts of level, found and dated: in times, shares and counts of every step, week by week')
    .option('--by <bucket>', 'day or week; without it weeks where there are twenty of them')
    .option('--series', 'with the control chart of every series (JSON)')
    .option('--out <file>', 'write the answer to a file')
  return withData(withFilter(withReading(withMapAndFile(command)))).action(
    async (first: string | undefined, second: string | undefined, options: TrendOptions) => {
      const { map, file } = mapAndFile(first, second)
      const json = await withAnswerer(file, options, (answerer) => ask(answerer, map, options))
      await print({ json: options.series ? json : withoutCharts(json), text: describe(json) } satisfies Answer, options)
    },
  )
}

async function ask(answerer: Answerer, map: string | undefined, options: TrendOptions): Promise<Trend> {
  const query = { ...filterQuery(options), bucket: options.by, charts: options.series ? 'all' : 'none' }
  const text = await mapText(map)
  if (text !== null) return answerer.ask('POST /api/trend', { query, body: { text } })
  return answerer.ask('GET /api/maps/:map/trend', { params: { map: map ?? '-' }, query })
}

function withoutCharts({ charts, ...rest }: Trend): Omit<Trend, 'charts'> {
  return rest
}

function describe(json: Trend): string {
  if (json.bucket === null)
    return `${json.title}: ${count(json.cases)} cases over too short a time to see a shift; two weeks are the least`
  const rows = json.shifts.map((shift) => [
    shift.at ?? '(journey)',
    names[shift.metric],
    shift.when,
    shift.earliest === shift.latest ? 'exact' : `${shift.earliest} – ${shift.latest}`,
    shift.until ?? 'stays',
    say(shift, shift.before),
    say(shift, shift.after),
    `${say(shift, shift.low)} to ${say(shift, shift.high)}`,
    `${count(shift.sides.before.n)} / ${count(shift.sides.after.n)}`,
  ])
  const young = json.tooYoung.length
  return [
    `${json.title}: ${count(json.cases)} cases, ${json.tested} series by ${json.bucket}; ${json.tooFew} with too few observations${young > 0 ? `, ${young} steps too late in cases to tell yet` : ''}`,
    json.shifts.length === 0 ? 'no shift' : `${json.shifts.length} shifts, of which ${json.rate * 100} % may be chance`,
    ...(rows.length === 0
      ? []
      : ['', table(['step', 'kind', 'since', 'at 95 %', 'until', 'before', 'after', 'difference, 95 %', 'n'], rows)]),
  ].join('\n')
}

const names: Readonly<Record<Shift['metric'], string>> = {
  cases: 'cases',
  reached: 'reached by',
  dropped: 'dropped',
  repeats: 'returns',
  kept: 'promise kept',
  p50: 'to next, median',
  p90: 'to next, p90',
  outcome: 'good outcome',
  'outcome-p50': 'to outcome, median',
  'outcome-p90': 'to outcome, p90',
}

function say({ unit }: Shift, value: number | null): string {
  if (value === null) return '–'
  switch (unit) {
    case 'share':
      return `${(value * 100).toFixed(1)} %`
    case 'seconds':
      return value < 0 ? `-${duration(-value)}` : duration(value)
    case 'count':
      return value.toFixed(Math.abs(value) < 100 ? 1 : 0)
  }
}
