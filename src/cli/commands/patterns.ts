import type { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import type { Answer } from '../output.ts'
import { type Asked, narrowed, question } from '../question.ts'
import { count, duration, share, table } from '../table.ts'

/** Questions of `explore` about who is like whom. */
export function patternQuestions(): readonly Command[] {
  return [
    question('cohorts', 'who began together, and how many came back or reached a step later', cohorts)
      .option('--of <who>', 'cases or customers', 'cases')
      .option('--by <what>', 'day, week, month, or the name of a property', 'week')
      .option('--start <step>', 'cohorts begin with the first visit to this step')
      .option('--reach <step>', 'count those that reach this step; without it those that come back')
      .option('--period <period>', 'day, week or month')
      .option('--periods <n>', 'how many', '12'),
    question('clusters', 'groups of journeys that are alike, each with one that stands for it', clusters).option(
      '--clusters <n>',
      'how many; without it as many as lie best apart',
    ),
    question('anomalies', 'cases that are unlike the others, each with why', anomalies)
      .option('--kind <kind>', 'rare, backwards, wait, instant, repeats or long')
      .option('--limit <n>', 'how many', '20'),
  ]
}

type CohortOptions = Asked & {
  readonly of: string
  readonly by: string
  readonly start?: string
  readonly reach?: string
  readonly period?: string
  readonly periods: string
}

async function cohorts(answerer: Answerer, options: CohortOptions): Promise<Answer> {
  const { of, by, start, reach, period, periods } = options
  const json = await answerer.ask('GET /api/explore/cohorts', {
    query: { ...narrowed(options), of, by, start, reach, period, periods },
  })
  const head = json.overall.map((cell) => String(cell.period))
  const rows = json.cohorts.map((cohort) => [cohort.id, count(cohort.units), ...cohort.cells.map(cellText)])
  const all = ['all', count(json.units), ...json.overall.map(cellText)]
  const more =
    json.more.cohorts === 0 ? [] : [`${count(json.more.cohorts)} more cohorts with ${count(json.more.units)} ${of}`]
  const text = [
    json.says,
    `k from 1; known up to ${json.horizon.slice(0, 10)}. ~ marks a period that is not over for all of a cohort: the share is of those for whom it is.`,
    '',
    table(['name', of, ...head], [...rows, all]),
    ...more,
  ]
  return { json, text: text.join('\n') }
}

type Cell = Routes['GET /api/explore/cohorts']['answer']['overall'][number]

function cellText({ share: part, complete }: Cell): string {
  return part === null ? '' : `${complete ? '' : '~'}${(part * 100).toFixed(1)} %`
}

async function clusters(answerer: Answerer, options: Asked & { readonly clusters?: string }): Promise<Answer> {
  const json = await answerer.ask('GET /api/explore/clusters', {
    query: { ...narrowed(options), clusters: options.clusters },
  })
  const blocks = json.clusters.map((cluster) =>
    [
      `${cluster.number}. ${cluster.title}`,
      `   ${count(cluster.cases)} cases, ${share(cluster.share)}, median ${duration(cluster.medianSeconds)}${cluster.outcome === null ? '' : `, good outcome ${share(cluster.outcome)}`}`,
      `   stands for it: ${cluster.representative.steps.join(' → ')} (${count(cluster.representative.cases)} cases)`,
      ...cluster.apart.map((trait) => `   · ${trait.says}`),
    ].join('\n'),
  )
  const text = [
    `${count(json.cases)} cases in ${count(json.variants)} variants; groups made from the ${count(json.from.variants)} most frequent (${count(json.from.cases)} cases)${json.laid.cases > 0 ? `, ${count(json.laid.cases)} cases of rarer ones laid to the nearest` : ''}${json.left > 0 ? `, ${count(json.left)} left out` : ''}`,
    json.says,
    '',
    blocks.join('\n\n'),
  ]
  return { json, text: text.join('\n') }
}

async function anomalies(
  answerer: Answerer,
  options: Asked & { readonly kind?: string; readonly limit: string },
): Promise<Answer> {
  const { kind, limit } = options
  const json = await answerer.ask('GET /api/explore/anomalies', { query: { ...narrowed(options), kind, limit } })
  const rules = json.rules.map((rule) => [
    rule.kind,
    rule.tested === 0 ? 'too few' : count(rule.tested),
    rule.expected === null ? 'none' : count(Math.round(rule.expected)),
    count(rule.cases),
    rule.says,
  ])
  const list = json.list.map((one) =>
    [
      `${one.case} (${one.started.slice(0, 10)}, ${count(one.steps)} steps), ${one.score.toFixed(0)} bits`,
      ...one.reasons.map((reason) => `   · ${reason.says}`),
    ].join('\n'),
  )
  const text = [
    `${count(json.unusual)} of ${count(json.cases)} cases are unlike the others`,
    '',
    table(['kind', 'asked', 'expected by chance', 'cases', 'why'], rules),
    '',
    list.join('\n'),
  ]
  return { json, text: text.join('\n') }
}
