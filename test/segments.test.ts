import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../src/event/index.ts'
import { caseCondition } from '../src/insight/filter.ts'
import { storeOf } from '../src/insight/fixture/log.ts'
import { namesLens } from '../src/insight/lens.ts'
import { anyEvent, anyPredicate } from '../src/match/arbitrary.ts'
import { matchesGroup } from '../src/match/index.ts'

const seed = 20_432
/** Random events of twelve cases, the step `S` among them, so that every case is one. */
const events = fc.sample(anyEvent, { seed, numRuns: 150 }).map(
  (event, i): Event => ({
    ...event,
    ...(i < 12 || event.name === '' ? { name: 'S' } : {}),
    customer: { userId: `u${i % 5}` },
    case: `c${i % 12}`,
  }),
)

test('[I2] a case is in a segment when its events taken together meet the predicate', async () => {
  await using store = await storeOf(events)
  const spec = await namesLens(store.warehouse)
  const { trace } = await store.warehouse.lens(spec)
  const ofCase = Map.groupBy(events, (event) => event.case ?? '')
  const seen = { some: 0 }
  await fc.assert(
    fc.asyncProperty(anyPredicate, async (segment) => {
      const condition = caseCondition({ segment }, spec)
      if (condition === null) throw new Error('a segment is a condition')
      const found = await store.warehouse.rows<{ case: string }>({
        sql: `SELECT DISTINCT case FROM ${trace} WHERE ${condition.sql}`,
        params: condition.params,
      })
      const expected = [...ofCase].filter(([, group]) => matchesGroup(segment, group)).map(([of]) => of)
      if (expected.length > 0 && expected.length < ofCase.size) seen.some++
      expect(found.map((row) => row.case).sort(), JSON.stringify(segment)).toEqual(expected.sort())
    }),
    { seed, numRuns: 150 },
  )
  expect(seen.some).toBeGreaterThan(25)
})
