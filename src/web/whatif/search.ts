import type { Change } from '../../insight/whatif/answers.ts'
import { type Filters, readFilters, readNumber, readText, type Search } from '../app/filters.ts'

/** Scenarios beside each other, each a list of changes; `at` is the one that is open, from 1. */
export interface WhatIfSearch extends Filters {
  scenarios?: Change[][]
  at?: number
  /** changed waits change who leaves */
  leaving?: true
}

export const mostScenarios = 3

export function readWhatIfSearch(search: Search): WhatIfSearch {
  const read: WhatIfSearch = readFilters(search)
  const scenarios = Array.isArray(search['scenarios'])
    ? search['scenarios'].slice(0, mostScenarios).map((one: unknown) => readChanges(one))
    : []
  const at = readNumber(search['at'])
  if (scenarios.length > 0) read.scenarios = scenarios
  if (at !== undefined && at > 1 && at <= scenarios.length) read.at = at
  if (search['leaving'] === true) read.leaving = true
  return read
}

function readChanges(value: unknown): Change[] {
  return Array.isArray(value) ? value.flatMap((one: unknown) => readChange(one) ?? []) : []
}

/** What is no change is left out; whether it can be made the server says. */
function readChange(value: unknown): Change | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null
  const given: Search = { ...value }
  const goOn = given['goOn'] === true ? { goOn: true } : {}
  if (value.kind === 'enlarge') {
    const [team, more, of] = [readText(given['team']), readNumber(given['more']), readNumber(given['of'])]
    return team === undefined || more === undefined
      ? null
      : { kind: 'enlarge', team, more, ...(of === undefined ? {} : { of }) }
  }
  const step = readText(given['step'])
  if (step === undefined) return null
  if (value.kind === 'keep' || value.kind === 'remove') return { kind: value.kind, step, ...goOn }
  if (value.kind !== 'shorten') return null
  const [to, by, most] = [readText(given['to']), readNumber(given['by']), readText(given['most'])]
  if ((by === undefined) === (most === undefined)) return null
  return {
    kind: 'shorten',
    step,
    ...(to === undefined ? {} : { to }),
    ...(by === undefined ? {} : { by }),
    ...(most === undefined ? {} : { most }),
  }
}
