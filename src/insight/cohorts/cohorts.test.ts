import { expect, test } from 'vitest'
import { eventsOf, type Row, storeOf } from '../fixture/log.ts'
import { type CohortsAsked, caseList, cohorts, namesLens, namesMap } from '../index.ts'

const day = 24
const week = 7 * day
const ordinary: CohortsAsked = { of: 'cases', by: 'week', start: null, reach: null, period: 'week', periods: 3 }

/** Two begin in the first week and one in the second; the store's last event is 22 days in. */
const rows: Row[] = [
  ['a', 'X', 0, { channel: 'web' }],
  ['a', 'X', week],
  ['a', 'Y', 2 * week - 0.001],
  ['b', 'X', 1, { channel: 'phone' }],
  ['b', 'Y', 2 * week + 2],
  ['c', 'X', week, { channel: 'web' }],
  ['c', 'Y', week + 5],
  ['end', 'Z', 22 * day],
]

async function asked(more: Partial<CohortsAsked>, from: readonly Row[] = rows) {
  await using store = await storeOf(eventsOf(from))
  const question = { ...ordinary, ...more }
  const answer = await cohorts(store.warehouse, await namesLens(store.warehouse), question)
  const map = await namesMap(store.warehouse)
  for (const cohort of answer.cohorts) {
    for (const cell of [null, ...cohort.cells]) {
      const behind = { kind: 'cohort', asked: question, cohort: cohort.id, period: cell?.period ?? null } as const
      const { total } = await caseList(store.warehouse, map, behind)
      if (question.of === 'cases') expect(total).toBe(cell?.reached ?? cohort.units)
    }
  }
  return answer
}
const cells = (answer: Awaited<ReturnType<typeof cohorts>>) =>
  answer.cohorts.map(({ id, units, cells }) => [
    id,
    units,
    ...cells.map(({ reached, n, complete }) => `${reached}/${n}${complete ? '' : '~'}`),
  ])

test('[U1, U2, U3, U4] coming back, counted by hand; behind each cell are its cases', async () => {
  const answer = await asked({})
  expect(cells(answer)).toEqual([
    ['2026-01-05', 2, '1/2', '1/2'],
    ['2026-01-12', 1, '0/1', '0/0~'],
    ['2026-01-26', 1, '0/0~', '0/0~'],
  ])
  expect(answer.cohorts[2]?.cells[0]?.share).toBeNull()
  expect(answer.overall.map(({ reached, n }) => [reached, n])).toEqual([
    [1, 3],
    [1, 2],
  ])
})

test('[U2] reaching a step within k periods never falls for those who are in n', async () => {
  const answer = await asked({ reach: 'Y' })
  expect(cells(answer)).toEqual([
    ['2026-01-05', 2, '0/2', '1/2', '2/2'],
    ['2026-01-12', 1, '1/1', '1/1', '0/0~'],
    ['2026-01-26', 1, '0/0~', '0/0~', '0/0~'],
  ])
})

test('[U1] from a step on; who never comes to it is in no cohort', async () => {
  const answer = await asked({ start: 'Y', by: 'month', period: 'day', periods: 1 })
  expect(cells(answer)).toEqual([['2026-01-01', 3, '0/3']])
})

test('[U1] by the first value of a field, a property or a trait; of customers', async () => {
  expect(cells(await asked({ by: { property: 'channel' }, reach: 'Y', periods: 1 })).map(([id, n]) => [id, n])).toEqual(
    [
      ['web', 2],
      ['(none)', 1],
      ['phone', 1],
    ],
  )
  const customers = await asked({ of: 'customers', periods: 2 }, [
    ['one', 'X', 0, { customer: { userId: 'u' }, properties: { plan: 'gold' } }],
    ['two', 'X', week + 1, { customer: { userId: 'u' } }],
    ['end', 'Z', 40 * day],
  ])
  expect(cells(customers)[0]).toEqual(['2026-01-05', 1, '1/1', '0/1'])
  const byPlan = await asked({ by: { property: 'plan' }, of: 'customers', periods: 1 }, [
    ['one', 'X', 0, { customer: { userId: 'u' }, properties: { plan: 'gold' } }],
    ['two', 'X', week + 1, { customer: { userId: 'u' } }],
  ])
  expect(byPlan.cohorts).toMatchObject([{ id: 'gold', units: 1 }])
})

test('[U1] a step that is not there, or no period at all, is refused', async () => {
  await expect(asked({ reach: 'Q' })).rejects.toThrow('No event is a step "Q"')
  await expect(asked({ periods: 0 })).rejects.toThrow('0 periods')
})
