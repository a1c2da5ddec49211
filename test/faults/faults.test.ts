import { expect, test } from 'vitest'
import { canMount, underFault } from './faults.ts'

/** A short run of `npm run test:faults`, which takes as long as it is told. */
const nothing = { missing: [], twice: [], disordered: [], wrong: [], stuck: [] }

test('[I11] killed again and again under a clock that jumps, a server holds what it acknowledged, once and in order', async () => {
  const outcome = await underFault('clock', 8, 20417)
  expect(outcome).toMatchObject({ ...nothing, held: outcome.acknowledged })
  expect(outcome.acknowledged).toBeGreaterThan(0)
  expect(outcome.deaths).toBeGreaterThan(1)
})

test.runIf(canMount())('[I11] a server whose disk is full loses nothing, and goes on when there is room', async () => {
  const outcome = await underFault('disk', 5, 20417)
  expect(outcome).toMatchObject({ ...nothing, held: outcome.acknowledged })
  expect(outcome.acknowledged).toBeGreaterThan(0)
})
