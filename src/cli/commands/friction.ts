import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { ReportForm } from '../../insight/index.ts'
import type { Answerer } from '../answerer.ts'
import { withAnswerer } from '../ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from '../data.ts'
import { mapText } from '../map-file.ts'
import { type Answer, print } from '../output.ts'
import { CommandProblem } from '../problem.ts'
import { type ReadingOptions, withReading } from '../reading.ts'
import { count, share, table } from '../table.ts'
import { mapAndFile, withMapAndFile } from './map-and-file.ts'

type Options = ReadingOptions &
  FilterOptions & {
    readonly data: string
    readonly json?: boolean
    readonly out?: string
    readonly evidence?: string
  }
type Frictions = Routes['POST /api/friction']['answer']

/** As many names as the route gives: whoever asks for JSON wants the cases, not a taste of them. */
const allEvidence = '100000'

export function frictionCommand(): Command {
  const command = asking('friction', 'what goes wrong in the cases: kind, step, share, cost and the cases behind')
  return command.action(async (map: string | undefined, file: string | undefined, options: Options) => {
    const evidence = options.evidence ?? (options.json ? allEvidence : '3')
    await print(describe(await answered(map, file, options, { evidence })), options)
  })
}

export function reportCommand(): Command {
  return asking(
    'report',
    'the friction report: opportunities by customers × cost, with evidence, words and what to ask next',
  )
    .option('--as <form>', 'md or html; by the ending of --out where that says it')
    .action(async (map: string | undefined, file: string | undefined, options: Options & { as?: string }) => {
      const form = formOf(options)
      const json = await answered(map, file, options, { evidence: options.evidence ?? '10', words: '5' })
      const { frictionReport } = await import('../../insight/index.ts')
      await print({ json, text: frictionReport(json, form) }, options)
    })
}

function formOf({ as, out }: { readonly as?: string; readonly out?: string }): ReportForm {
  const form = as ?? (/\.html?$/i.test(out ?? '') ? 'html' : 'md')
  if (form === 'md' || form === 'html') return form
  throw new CommandProblem(`A report is not written as "${form}".`, 'Give --as md or --as html.')
}

function asking(name: string, says: string): Command {
  const command = new Command(name)
    .description(says)
    .option('--evidence <n>', 'how many names of cases to give with each')
    .option('--out <file>', 'write the answer to a file')
  return withData(withFilter(withReading(withMapAndFile(command))))
}

async function answered(
  first: string | undefined,
  second: string | undefined,
  options: Options,
  more: Readonly<Record<string, string>>,
): Promise<Frictions> {
  const { map, file } = mapAndFile(first, second)
  const query = { ...filterQuery(options), ...more }
  return withAnswerer(file, options, (answerer) => ask(answerer, map, query))
}

async function ask(
  answerer: Answerer,
  map: string | undefined,
  query: Readonly<Record<string, string | undefined>>,
): Promise<Frictions> {
  const text = await mapText(map)
  if (text !== null) return answerer.ask('POST /api/friction', { query, body: { text } })
  return answerer.ask('GET /api/maps/:map/friction', { params: { map: map ?? '-' }, query })
}

function describe(json: Frictions): Answer {
  const rows = json.frictions.map((one) => [
    one.kind,
    one.at,
    one.cause ?? '',
    count(one.cases),
    share(one),
    one.cost === null ? '–' : withUnit(Math.round(one.cost), one.costing?.unit ?? ''),
    one.trend.direction,
    one.limit.basis,
    one.evidence.slice(0, 3).join(' '),
  ])
  const text = [
    `${json.title}: ${withUnit(json.cases, 'cases')}${json.customers === json.cases ? '' : ` of ${withUnit(json.customers, 'customers')}`}`,
    '',
    table(['kind', 'step', 'cause', 'cases', 'share', 'cost', 'trend', 'basis', 'evidence'], rows),
    ...(json.absent.length === 0 ? [] : ['', `looked for and not found: ${json.absent.join(', ')}`]),
    ...json.unseen.map(({ kind, why, remedy }) => `not looked for: ${kind}. ${why} ${remedy}`),
    '',
    'cost: a difference seen beside the friction, not shown to be its effect; npx throughline report says how each was computed',
  ]
  return { json, text: text.join('\n') }
}

/** One of a thing loses its s. */
function withUnit(amount: number, unit: string): string {
  return `${count(amount)} ${amount === 1 ? unit.replace(/s$/, '') : unit}`
}
