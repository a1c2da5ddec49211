import type { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import type { Answer } from '../output.ts'
import { type Asked, narrowed, question } from '../question.ts'
import { count, duration, share, table } from '../table.ts'

/** The usual questions: how far, which paths, where at each place, what eventually follows, how long between. */
export function usualCommands(): readonly Command[] {
  return [
    withSide(question('paths', 'what comes after a step, or before it', paths)).option(
      '--top <n>',
      'how many paths',
      '20',
    ),
    withSide(
      question('joined-paths', 'the paths after a step or before it, laid together place by place', joinedPaths),
    ).option('--keep <n>', 'how many steps keep their own name; the rarer are shown as one'),
    question('funnel', 'how many get from step to step', funnel)
      .requiredOption('--steps <a,b,c>', 'the steps in order')
      .option('--within <duration>', 'from the first step, e.g. "7 days"')
      .option(
        '--order <order>',
        'strict: nothing between; ordered: others may lie between; any: in whatever order',
        'ordered',
      )
      .option('--by <property>', 'also for each of its most frequent values'),
    question('matrix', 'where cases stand at each place of their trace', matrix)
      .option('--length <n>', 'how many places', '12')
      .option('--around <step>', 'counted from the first visit to this step, to both sides'),
    question('eventually-follows', 'which step is eventually followed by which, every ordered pair counted', follows),
    question('between', 'how long from a step to another, whatever lies between', between)
      .requiredOption('--first <step>', 'from the first visit to this step')
      .requiredOption('--second <step>', 'to the first later visit to this one'),
  ]
}

interface SideOptions extends Asked {
  readonly after?: string
  readonly before?: string
  readonly length: string
  readonly group?: readonly string[]
}

function withSide(command: Command): Command {
  return command
    .option('--after <step>', 'what follows the first visit to this step')
    .option('--before <step>', 'what came before the first visit to this step')
    .option('--length <n>', 'how many steps', '5')
    .option('--group <name=a,b...>', 'show these steps as one')
}

function sided(options: SideOptions): Record<string, string | undefined> {
  const { after, before, length, group = [] } = options
  return { ...narrowed(options), after, before, length, groups: groupsOf(group) }
}

/** `Papers=asked,sent` as the routes take it. */
function groupsOf(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined
  const groups = texts.map((text): [string, string[]] => {
    const at = text.indexOf('=')
    return at < 1
      ? [text, []]
      : [
          text.slice(0, at),
          text
            .slice(at + 1)
            .split(',')
            .map((name) => name.trim()),
        ]
  })
  return JSON.stringify(Object.fromEntries(groups))
}

async function paths(answerer: Answerer, options: SideOptions & { readonly top: string }): Promise<Answer> {
  const { after, before, top } = options
  const json = await answerer.ask('GET /api/explore/paths', { query: { ...sided(options), top } })
  const rows = json.paths.map((path) => [
    count(path.count),
    path.steps.length === 0 ? (before === undefined ? '(the end)' : '(the beginning)') : path.steps.join(' → '),
  ])
  return { json, text: `${count(json.cases)} cases come to ${after ?? before}\n\n${table(['cases', 'path'], rows)}` }
}

async function joinedPaths(answerer: Answerer, options: SideOptions & { readonly keep?: string }): Promise<Answer> {
  const { keep, before } = options
  const json = await answerer.ask('GET /api/explore/joined-paths', { query: { ...sided(options), keep } })
  const nowhere = before === undefined ? '(the end)' : '(the beginning)'
  const rows = json.links.map((link) => [String(link.place + 1), link.from, link.to ?? nowhere, count(link.cases)])
  const groups = json.groups.map(({ name, steps }) => `${name}: ${steps.join(', ')}`)
  return {
    json,
    text: [`${count(json.cases)} cases`, ...groups, '', table(['place', 'from', 'to', 'cases'], rows)].join('\n'),
  }
}

type FunnelOptions = Asked & {
  readonly steps: string
  readonly within?: string
  readonly order: string
  readonly by?: string
}

async function funnel(answerer: Answerer, options: FunnelOptions): Promise<Answer> {
  const { steps, within, order, by } = options
  const json = await answerer.ask('GET /api/explore/funnel', {
    query: { ...narrowed(options), steps, within, order, by },
  })
  const parts = [funnelTable(json.steps)]
  for (const { value, steps } of json.by?.groups ?? []) parts.push(`${json.by?.property}: ${value}`, funnelTable(steps))
  return { json, text: parts.join('\n\n') }
}

function funnelTable(steps: Routes['GET /api/explore/funnel']['answer']['steps']): string {
  const rows = steps.map((step) => [step.name, count(step.cases), share(step.share), share(step.ofBefore)])
  return table(['step', 'cases', 'of the first', 'of the one before'], rows)
}

async function matrix(
  answerer: Answerer,
  options: Asked & { readonly length: string; readonly around?: string },
): Promise<Answer> {
  const { length, around } = options
  const json = await answerer.ask('GET /api/explore/matrix', { query: { ...narrowed(options), length, around } })
  const rows = json.steps.map((step) => [step.name, ...step.cases.map(count)])
  const head = ['step', ...json.places.map(String)]
  return {
    json,
    text: `${count(json.cases)} cases, by place\n\n${table(head, [...rows, ['(any step)', ...json.present.map(count)]])}`,
  }
}

async function follows(answerer: Answerer, options: Asked): Promise<Answer> {
  const json = await answerer.ask('GET /api/explore/eventually-follows', { query: narrowed(options) })
  const rows = json.pairs.map((pair) => [pair.from, pair.to, count(pair.count), count(pair.cases)])
  return { json, text: `${count(json.cases)} cases\n\n${table(['from', 'to', 'pairs', 'cases'], rows)}` }
}

async function between(
  answerer: Answerer,
  options: Asked & { readonly first: string; readonly second: string },
): Promise<Answer> {
  const { first, second } = options
  const json = await answerer.ask('GET /api/explore/between', { query: { ...narrowed(options), first, second } })
  const { took, reached } = json
  const row = [took.p10, took.p25, took.p50, took.p75, took.p90, took.mean].map(duration)
  return {
    json,
    text: `${count(took.n)} of ${count(json.cases)} cases (${share(reached)}) come from ${first} to ${second}\n\n${table(['p10', 'p25', 'median', 'p75', 'p90', 'mean'], [row])}`,
  }
}
