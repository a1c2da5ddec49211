import type { Behind } from '../../insight/cases/answers.ts'
import { type Filters, readFilters, readNumber, readText, type Search } from '../app/filters.ts'
import { readKind } from '../friction/words.ts'
import { readFactorBehind } from './factor.ts'
import { readPattern } from './pattern-search.ts'
import { readUsual } from './usual-behind.ts'

/** `behind` names the figure whose cases are listed; `page` counts from 1. */
export interface CasesSearch extends Filters {
  map?: string
  behind?: Behind
  page?: number
  /** a column, with a minus before it for the largest first; absent: the figure's own order */
  sort?: CaseSort
}

const sortColumns = ['started', 'ended', 'steps', 'took'] as const
export type SortColumn = (typeof sortColumns)[number]
export type CaseSort = SortColumn | `-${SortColumn}`

function readSort(value: unknown): CaseSort | undefined {
  return sortColumns.flatMap((one): CaseSort[] => [one, `-${one}`]).find((one) => one === value)
}

export function readCasesSearch(search: Search): CasesSearch {
  const read: CasesSearch = readFilters(search)
  const map = readText(search['map'])
  const page = readNumber(search['page'])
  const behind = readBehind(search['behind'])
  const sort = readSort(search['sort'])
  if (map) read.map = map
  if (sort) read.sort = sort
  if (behind) read.behind = behind
  if (page !== undefined && page > 1) read.page = Math.floor(page)
  return read
}

const ofStep = ['visited', 'repeated', 'dropped', 'late', 'kept', 'pending', 'started', 'ended', 'here'] as const

function readBehind(value: unknown): Behind | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  if (value.kind === 'all' || value.kind === 'open') return { kind: value.kind }
  if (value.kind === 'outcome' && 'reached' in value) return { kind: 'outcome', reached: value.reached === true }
  if (value.kind === 'funnel' || value.kind === 'path') return readUsual(value)
  if ((value.kind === 'transition' || value.kind === 'follows') && 'from' in value && 'to' in value) {
    const from = readText(value.from)
    const to = readText(value.to)
    return from && to ? { kind: value.kind, from, to } : undefined
  }
  if (value.kind === 'during' && 'from' in value && 'to' in value) {
    const [from, to] = [readText(value.from), readText(value.to)]
    const at = 'step' in value ? readText(value.step) : undefined
    return from && to ? { kind: 'during', step: at ?? null, from, to } : undefined
  }
  if (value.kind === 'factor') return readFactorBehind({ ...value })
  const pattern = readPattern({ ...value })
  if (pattern) return pattern
  if (value.kind === 'friction' && 'friction' in value && 'step' in value) {
    const friction = readKind(value.friction)
    const at = readText(value.step)
    const cause = 'cause' in value ? readText(value.cause) : undefined
    return friction && at ? { kind: 'friction', friction, step: at, ...(cause ? { cause } : {}) } : undefined
  }
  const kind = ofStep.find((one) => one === value.kind)
  const step = 'step' in value ? readText(value.step) : undefined
  return kind && step ? { kind, step } : undefined
}
