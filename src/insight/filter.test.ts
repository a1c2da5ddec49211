import { expect, test } from 'vitest'
import type { Predicate } from '../match/index.ts'
import { eventsOf, storeOf } from './fixture/log.ts'
import { namesLens } from './lens.ts'
import { fromTrace, openView } from './view.ts'

test('[I2] a segment on a name that no event has is refused, with the nearest; one outside the period is not', async () => {
  await using store = await storeOf(
    eventsOf([
      ['x', 'Asked', 0, { properties: { region: 'north' }, traits: { plan: 'gold' } }],
      ['y', 'Asked', 99, { properties: { since: 7 } }],
    ]),
  )
  const spec = await namesLens(store.warehouse)
  const cases = async (segment: Predicate, to?: string) => {
    const view = await openView(store.warehouse, spec, { segment, to })
    return (await store.warehouse.rows({ sql: `SELECT key ${fromTrace(view)}` })).length
  }
  expect(await cases({ where: { since: 7 } }, '2026-01-06')).toBe(0)
  expect(await cases({ all: [{ where: { channel: 'web' } }, { event: 'Asked' }] })).toBe(0)
  expect(await cases({ any: [{ trait: 'plan', is: 'gold' }, { where: { 'properties.region': 'north' } }] })).toBe(1)
  const refused = [
    [{ where: { regoin: 'north' } }, 'segment: no event carries a property "regoin".', 'Did you mean "region"?'],
    [
      { not: { where: { nosuch: { exists: true } } } },
      'segment: no event carries a property "nosuch".',
      'The properties are "region", "since".',
    ],
    [{ trait: 'plam', is: 'gold' }, 'segment: no event carries a trait "plam".', 'Did you mean "plan"?'],
    [{ any: [{ event: ['Asked', 'Askd'] }] }, 'segment: no event is called "Askd".', 'Did you mean "Asked"?'],
  ] as const
  for (const [segment, message, remedy] of refused)
    await expect(cases(segment as Predicate)).rejects.toMatchObject({ code: 'question-invalid', message, remedy })
})
