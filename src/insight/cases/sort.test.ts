import { expect, test } from 'vitest'
import { eventsOf, type Row, storeOf } from '../fixture/log.ts'
import { caseList, namesMap } from '../index.ts'

const rows: readonly Row[] = [
  ['x', 'A', 0],
  ['x', 'B', 5],
  ['y', 'A', 1],
  ['y', 'B', 2],
  ['y', 'C', 9],
  ['z', 'A', 3],
]

test('[I28] a list may be put in another order, whatever figure it stands behind', async () => {
  await using store = await storeOf(eventsOf(rows))
  const map = await namesMap(store.warehouse)
  const order = async (
    behind: Parameters<typeof caseList>[2],
    by: 'started' | 'ended' | 'steps' | 'took',
    descending: boolean,
  ) =>
    (await caseList(store.warehouse, map, behind, {}, { sort: { by, descending } })).cases
      .map((row) => row.case)
      .join('')
  expect(await order({ kind: 'all' }, 'started', false)).toBe('xyz')
  expect(await order({ kind: 'all' }, 'ended', true)).toBe('yxz')
  expect(await order({ kind: 'all' }, 'steps', true)).toBe('yxz')
  expect(await order({ kind: 'all' }, 'took', false)).toBe('zxy')
  const went = { kind: 'transition', from: 'A', to: 'B' } as const
  expect(await order(went, 'took', true)).toBe('xy')
  expect(await order(went, 'took', false)).toBe('yx')
  expect(await order(went, 'steps', false)).toBe('xy')
  const { total, cases } = await caseList(
    store.warehouse,
    map,
    went,
    {},
    { limit: 1, offset: 1, sort: { by: 'ended', descending: true } },
  )
  expect([total, cases.map((row) => [row.case, row.took])]).toEqual([2, [['x', 5 * 3600]]])
})
