import { expect, test } from 'vitest'
import { readPattern } from '../cases/pattern-search.ts'
import { readCasesSearch } from '../cases/search.ts'
import { readAnomalies } from './anomalies/asked.ts'
import { readClusters } from './clusters/asked.ts'
import { readCohorts } from './cohorts/asked.ts'

test('[W1] what the tabs are asked comes from the address; what is no answer is the usual one', () => {
  expect(readCohorts({})).toEqual({ of: 'cases', by: 'week', start: '', reach: '', period: 'week', periods: 12 })
  expect(readCohorts({ of: 'customers', by: 'channel', reach: 7, period: 'month', periods: 6.7 })).toEqual({
    of: 'customers',
    by: 'channel',
    start: '',
    reach: '7',
    period: 'month',
    periods: 6,
  })
  expect(readCohorts({ by: 'day', periods: 900 })).toMatchObject({ period: 'day', periods: 12 })
  expect([readClusters({}), readClusters({ clusters: 4 }), readClusters({ clusters: 40 })]).toEqual([
    { clusters: 0 },
    { clusters: 4 },
    { clusters: 0 },
  ])
  expect(readAnomalies({ kind: 'wait', limit: 200 })).toEqual({ kind: 'wait', limit: 200 })
  expect(readAnomalies({ kind: 'toString' })).toEqual({ kind: '', limit: 50 })
})

test('[W1] figures of the tabs keep their cases in the address', () => {
  const asked = { of: 'cases', by: 'week', start: null, reach: 'b', period: 'week', periods: 12 } as const
  for (const behind of [
    { kind: 'cohort', asked, cohort: '2026-01-05', period: 3 },
    { kind: 'cohort', asked: { ...asked, by: { property: 'channel' } }, cohort: 'web', period: null },
    { kind: 'cluster', clusters: null, cluster: 2 },
    { kind: 'unusual', reason: 'rare' },
    { kind: 'unusual', reason: null },
  ] as const)
    expect(readCasesSearch({ behind }).behind).toEqual(behind)
  expect(readPattern({ kind: 'cohort', asked: { by: 'year' }, cohort: 'x' })).toBeUndefined()
})
