import { expect, test } from 'vitest'
import { caseList, type Friction, friction, frictionReport } from '../src/insight/index.ts'
import { demoStore, drawnMaps } from './demo-store.ts'

/**
 * The simulated company plants each kind of friction and lists whom it struck. What friction finds on the company's own
 * maps must be those cases: no more than one in twenty missed, and no more than one in ten that were not struck.
 */
const settings = { seed: 23, customers: 3000, ends: Date.UTC(2026, 10, 15) * 1000 }
/** Where the map shows it: the step at which the story plants it. */
const planted = [
  ['missed-hand-off', 'papers-sent'],
  ['delayed-communication', 'papers-checked'],
  ['dropped-ball', 'card-ordered'],
  ['repeated-request', 'papers-asked'],
  ['loop', 'identity'],
  ['channel-bounce', 'starts'],
  ['broken-touchpoint', 'papers-asked'],
  ['too-many-hands', 'passed-on'],
] as const

test('friction finds what the simulated company planted, kind by kind, and lists exactly the cases it counts', async () => {
  await using disposer = new AsyncDisposableStack()
  const { store, truth } = await demoStore(settings)
  disposer.defer(() => store.close())
  const found: Friction[] = []
  for (const map of drawnMaps()) {
    const answer = await friction(store.warehouse, map, {}, { evidence: 100_000, words: 3 })
    found.push(...answer.frictions)
    for (const one of answer.frictions) {
      const behind = { kind: 'friction', friction: one.kind, step: one.at, cause: one.cause ?? undefined } as const
      expect((await caseList(store.warehouse, map, behind)).total, `${one.kind} at ${one.at}`).toBe(one.cases)
      expect(one.evidence.length).toBe(one.cases)
    }
    expect(frictionReport(answer, 'md')).toContain('Ask next: ')
  }
  for (const [kind, at] of planted) {
    const struck = new Set(truth.planted.find((one) => one.kind === kind)?.cases)
    const listed = found.find((one) => one.kind === kind && one.at === at)?.evidence ?? []
    const hits = listed.filter((of) => struck.has(of)).length
    expect(hits / struck.size, `recall of ${kind}`).toBeGreaterThanOrEqual(0.95)
    expect(hits / listed.length, `precision of ${kind}`).toBeGreaterThanOrEqual(0.9)
  }
}, 120_000)
