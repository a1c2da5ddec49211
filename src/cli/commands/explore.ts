import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import type { Answer } from '../output.ts'
import { type Asked, narrowed, question } from '../question.ts'
import { count, duration, share, table } from '../table.ts'
import { usualCommands } from './explore-usual.ts'
import { patternQuestions } from './patterns.ts'

export function exploreCommand(): Command {
  const explore = new Command('explore').description(
    'ask what the events show: dfg, variants, times, paths, funnel and more',
  )
  explore.addCommand(question('dfg', 'which step follows which, how often and after how long', dfg))
  explore.addCommand(
    question('variants', 'the distinct traces, most frequent first', variants).option('--top <n>', 'how many', '20'),
  )
  explore.addCommand(question('times', 'how long cases take, and each step to the next', times))
  for (const command of usualCommands()) explore.addCommand(command)
  for (const command of patternQuestions()) explore.addCommand(command)
  return explore
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
