import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import { withAnswerer } from '../ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from '../data.ts'
import { mapText } from '../map-file.ts'
import { print } from '../output.ts'
import { type ReadingOptions, withReading } from '../reading.ts'
import { count, duration, table } from '../table.ts'
import { mapAndFile, withMapAndFile } from './map-and-file.ts'
import { sideText } from './side-text.ts'

interface CompareOptions extends ReadingOptions, FilterOptions {
  readonly data: string
  readonly json?: boolean
  readonly a?: string
  readonly b?: string
  readonly toBe?: string
  readonly all?: boolean
  readonly out?: string
}
type Compare = Routes['POST /api/compare']['answer']
type Difference = Compare['overall'][number]

export function compareCommand(): Command {
  const command = new Command('compare')
    .description('two sets of cases side by side on one map: segments, periods, channels, paths; or a to-be map')
    .option('--a <cases>', 'one side: "from=2026-01-01,to=2026-02-01", "channel=web|app", a predicate as JSON, or all')
    .option('--b <cases>', 'the other side; left out: everybody outside the segment of --a')
    .option('--to-be <map>', "a to-be map, a file or an id: its promises and steps are held against side a's cases")
    .option('--all', 'list every figure, not only clear differences')
    .option('--out <file>', 'write the answer to a file')
  return withData(withFilter(withReading(withMapAndFile(command)))).action(
    async (first: string | undefined, second: string | undefined, options: CompareOptions) => {
      const { map, file } = mapAndFile(first, second)
      const json = await withAnswerer(file, options, (answerer) => ask(answerer, map, options))
      await print({ json, text: describe(json, options.all ?? false) }, options)
    },
  )
}

async function ask(answerer: Answerer, map: string | undefined, options: CompareOptions): Promise<Compare> {
  const side = (text: string | undefined) => (text === undefined ? undefined : JSON.stringify(sideText(text)))
  const query = { ...filterQuery(options), a: side(options.a), b: side(options.b) }
  const asIs = await mapText(map)
  const toBe = await mapText(options.toBe)
  if (asIs === null && toBe === null) {
    return answerer.ask('GET /api/maps/:map/compare', {
      params: { map: map ?? '-' },
      query: { ...query, toBe: options.toBe },
    })
  }
  const kept = async (id: string | undefined) =>
    id === undefined ? undefined : (await answerer.ask('GET /api/maps/:map', { params: { map: id } })).text
  const body = { text: asIs ?? (await kept(map)), toBe: toBe ?? (await kept(options.toBe)) }
  return answerer.ask('POST /api/compare', { query, body })
}

function describe(json: Compare, all: boolean): string {
  const rows = [
    ...json.overall.map((one) => ['(journey)', one] as const),
    ...json.steps.flatMap(({ id, figures }) => figures.map((one) => [id, one] as const)),
    ...json.transitions.flatMap(({ from, to, taken, p50 }) =>
      [taken, p50].map((one) => [`${from} → ${to}`, one] as const),
    ),
  ].filter(([, one]) => all || one.mark === 'clear')
  const young =
    json.pathsUntil === null
      ? []
      : [`paths of cases begun before ${json.pathsUntil.slice(0, 10)}: younger ones may go on`]
  return [
    `${json.title}: a ${count(json.a.cases)} cases, b ${count(json.b.cases)} cases${json.both > 0 ? `, ${count(json.both)} on both sides` : ''}`,
    `${json.tested} figures tested; clear are those of which ${json.rate * 100} % may be chance. Both sides are followed for the same time.`,
    '',
    rows.length === 0
      ? 'no clear difference'
      : table(
          ['step', 'kind', 'a', 'b', 'b - a', '95 %', 'q', 'n'],
          rows.map(([step, one]) => row(step, one)),
        ),
    '',
    ...young,
    ...pathLines('new in b', json.paths.new, json.paths.onlyB),
    ...pathLines('vanished from a', json.paths.vanished, json.paths.onlyA),
    ...toBeLines(json.toBe),
  ].join('\n')
}

const names: Readonly<Record<Difference['metric'], string>> = {
  reached: 'reached by',
  dropped: 'dropped',
  repeats: 'came back',
  kept: 'promise kept',
  p50: 'median',
  p90: 'p90',
  outcome: 'good outcome',
  'outcome-p50': 'to outcome, median',
  'outcome-p90': 'to outcome, p90',
  taken: 'taken',
}

function row(step: string, one: Difference): readonly string[] {
  const marks = { clear: '', 'not-clear': ' not clear', 'too-few': ' too few' }
  return [
    step,
    names[one.metric],
    say(one, one.a.value),
    say(one, one.b.value),
    say(one, one.difference),
    one.low === null ? '–' : `${say(one, one.low)} to ${say(one, one.high)}`,
    one.q === null ? marks[one.mark].trim() : `${one.q < 0.001 ? '<0.001' : one.q.toFixed(3)}${marks[one.mark]}`,
    `${count(one.a.n)} / ${count(one.b.n)}`,
  ]
}

function say({ unit }: Pick<Difference, 'unit'>, value: number | null): string {
  if (value === null) return '–'
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`
  return value < 0 ? `-${duration(-value)}` : duration(value)
}

function pathLines(what: string, paths: Compare['paths']['new'], total: Compare['paths']['onlyA']): readonly string[] {
  if (total.variants === 0) return []
  const lines = paths
    .slice(0, 5)
    .map(
      (path) =>
        `  ${count(path.cases.a)} / ${count(path.cases.b)} cases${path.taken.mark === 'clear' ? '' : ' (may be chance)'}: ${path.steps.join(' → ')}`,
    )
  return [`paths ${what}: ${count(total.variants)}, taken by ${count(total.cases)} cases`, ...lines]
}

function toBeLines(toBe: Compare['toBe']): readonly string[] {
  if (toBe === null) return []
  const promised = toBe.steps.filter((step) => step.toBe !== null || step.asIs !== null)
  return [
    '',
    `${toBe.title}: ${toBe.steps.length} steps of both maps, ${toBe.onlyToBe.length} new, ${toBe.onlyAsIs.length} left out`,
    ...(promised.length === 0
      ? []
      : [
          table(
            ['step', 'promised', 'to be', 'median', 'p90', 'would keep', 'n'],
            promised.map((step) => [
              step.id,
              duration(step.asIs),
              duration(step.toBe),
              duration(step.observed.p50),
              duration(step.observed.p90),
              say({ unit: 'share' }, step.wouldKeep?.value ?? null),
              count(step.wouldKeep?.n ?? 0),
            ]),
          ),
        ]),
    ...toBe.onlyToBe.map((step) => `  new: ${step.id} (${step.title})`),
    ...toBe.onlyAsIs.map((step) => `  left out: ${step.id} (${step.title})`),
  ]
}
