import { expect, test } from 'vitest'
import { caseList, drivers } from '../src/insight/index.ts'
import type { MapDocument } from '../src/map/index.ts'
import { demoStore, openingMap } from './demo-store.ts'

/**
 * The simulated company's customers say how hard it was, and who was struck by a friction says it was harder; sole traders who
 * applied in the app wait longer for the decision. Drivers must bring up both, and list the cases that it counts.
 */
const settings = { seed: 23, customers: 4000, ends: Date.UTC(2026, 10, 15) * 1000 }
const lowersTheScore = ['repeated-request', 'delayed-communication', 'missed-hand-off']

test('drivers bring up what the simulated company planted', async () => {
  await using disposer = new AsyncDisposableStack()
  const { store } = await demoStore(settings)
  disposer.defer(() => store.close())
  const map = openingMap()

  const score = await drivers(store.warehouse, map, { of: 'score:ces', least: 10 })
  for (const kind of lowersTheScore) {
    const found = score.factors.filter(({ factor, standing, difference }) => {
      const isKind = factor.kind === 'friction' && factor.friction === kind
      return isKind && standing === 'clear' && (difference?.high ?? 0) < 0
    })
    expect(found.length, kind).toBeGreaterThan(0)
    const behind = { kind: 'factor', of: 'score:ces', factor: found[0]?.factor ?? null, has: true } as const
    expect((await caseList(store.warehouse, map, behind)).total, kind).toBe(found[0]?.with.n)
  }

  // A promise tight enough that some decisions break it.
  const tight: MapDocument = {
    ...map,
    phases: map.phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) =>
        step.id === 'papers-told' ? { ...step, promise: { next: ['approved', 'declined'], within: '3 days' } } : step,
      ),
    })),
  }
  const late = await drivers(store.warehouse, tight, { of: 'late:papers-told' })
  const clear = late.factors.filter(({ standing, difference }) => standing === 'clear' && (difference?.low ?? 0) > 0)
  expect(clear.map(({ says }) => says)).toEqual(
    expect.arrayContaining(['had segment “sole trader”', 'had device “mobile”']),
  )
  expect(late.factors.some(({ factor }) => factor.kind === 'step' && factor.step === 'approved')).toBe(false)
}, 120_000)
