import type { Behind } from '../../insight/cases/answers.ts'
import type { CohortPeriod, CohortsAsked } from '../../insight/cohorts/answers.ts'
import { readNumber, readText } from '../app/filters.ts'

type Known = Readonly<Record<string, unknown>>
const isKnown = (value: unknown): value is Known => typeof value === 'object' && value !== null

const reasons = ['rare', 'backwards', 'wait', 'instant', 'repeats', 'long'] as const
const periods = ['day', 'week', 'month'] as const

/** Figures of cohorts, clusters and anomalies, out of a URL; the server says what is wrong with their values. */
export function readPattern(value: Known): Behind | undefined {
  if (value['kind'] === 'unusual')
    return { kind: 'unusual', reason: reasons.find((one) => one === value['reason']) ?? null }
  if (value['kind'] === 'cluster') {
    const cluster = readNumber(value['cluster'])
    const clusters = value['clusters'] === null ? null : (readNumber(value['clusters']) ?? null)
    return cluster === undefined ? undefined : { kind: 'cluster', clusters, cluster }
  }
  if (value['kind'] !== 'cohort') return undefined
  const asked = readAsked(value['asked'])
  const cohort = readText(value['cohort'])
  const period = value['period'] === null ? null : (readNumber(value['period']) ?? null)
  return asked && cohort !== undefined ? { kind: 'cohort', asked, cohort, period } : undefined
}

function readAsked(value: unknown): CohortsAsked | undefined {
  if (!isKnown(value)) return undefined
  const period = readPeriod(value['period'])
  const by = readPeriod(value['by']) ?? readProperty(value['by'])
  const count = readNumber(value['periods'])
  if (period === undefined || by === undefined || count === undefined) return undefined
  return {
    of: value['of'] === 'customers' ? 'customers' : 'cases',
    by,
    start: readText(value['start']) ?? null,
    reach: readText(value['reach']) ?? null,
    period,
    periods: count,
  }
}

const readPeriod = (value: unknown): CohortPeriod | undefined => periods.find((one) => one === value)

function readProperty(value: unknown): { property: string } | undefined {
  const property = isKnown(value) ? readText(value['property']) : undefined
  return property === undefined ? undefined : { property }
}
