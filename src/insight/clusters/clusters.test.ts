import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventsOf, hourly, type Row, storeOf } from '../fixture/log.ts'
import { caseList, clusters, namesMap } from '../index.ts'
import { group } from './group.ts'
import { grouped } from './medoids.ts'
import { distance, profileOf } from './profile.ts'
import { traitsOf } from './traits.ts'

const trace = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 })

test('[G1] the distance is nought to itself, symmetric, between 0 and 1, and keeps the triangle', () => {
  fc.assert(
    fc.property(trace, trace, trace, (a, b, c) => {
      const [x, y, z] = [a, b, c].map((steps) => profileOf(steps, 5))
      if (x === undefined || y === undefined || z === undefined) return
      expect(distance(x, x)).toBe(0)
      expect(distance(x, y)).toBe(distance(y, x))
      expect(distance(x, y)).toBeGreaterThanOrEqual(0)
      expect(distance(x, y)).toBeLessThanOrEqual(1)
      expect(distance(x, z)).toBeLessThanOrEqual(distance(x, y) + distance(y, z) + 1e-6)
    }),
    { seed: 20417 },
  )
  expect(distance(profileOf([1, 2], 5), profileOf([2, 1], 5))).toBeGreaterThan(0)
  expect(distance(profileOf([1, 2], 5), profileOf([3, 4], 5))).toBe(1)
})

test('[G2] no other medoids of so many lie nearer: every choice is tried', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(trace, fc.integer({ min: 1, max: 9 })), { minLength: 4, maxLength: 7 }), (rows) => {
      const profiles = rows.map(([steps]) => profileOf(steps, 5))
      const n = rows.length
      const of = Float32Array.from(profiles.flatMap((a) => profiles.map((b) => distance(a, b))))
      const weights = Float64Array.from(rows, ([, cases]) => cases)
      const loss = (medoids: readonly number[]) =>
        rows.reduce(
          (sum, [, cases], i) => sum + cases * Math.min(...medoids.map((medoid) => of[medoid * n + i] ?? 0)),
          0,
        )
      const found = loss(grouped({ n, of, weights }, 2).medoids)
      // One swap cannot better it, which is what PAM promises.
      const { medoids } = grouped({ n, of, weights }, 2)
      for (const kept of medoids)
        for (let i = 0; i < n; i++) expect(loss([kept, i])).toBeGreaterThanOrEqual(found - 1e-4)
    }),
    { seed: 20417, numRuns: 60 },
  )
})

test('[G2] two plain kinds are found, and the same each time', () => {
  const rows = [
    { trace: [1, 2, 3], cases: 50 },
    { trace: [1, 2, 2, 3], cases: 10 },
    { trace: [4, 5], cases: 40 },
    { trace: [4, 5, 5], cases: 8 },
    { trace: [4, 5, 5, 5], cases: 2 },
  ]
  const asked = { rows, made: 4, codes: 5, clusters: 2 }
  expect(group(asked)).toMatchObject({ own: [0, 0, 1, 1, 1], medoids: [0, 2] })
  expect(group(asked)).toEqual(group(asked))
  expect(group({ ...asked, clusters: null }).tried.map(({ clusters }) => clusters)).toEqual([2, 3])
  expect(group({ ...asked, rows: rows.slice(0, 3), made: 3 }).silhouette).toBeNull()
})

test('[G5] what sets a group apart is counted over cases', () => {
  const members = [
    { steps: [1, 2], cases: 8, group: 0 },
    { steps: [1, 2, 2], cases: 2, group: 0 },
    { steps: [1, 3], cases: 10, group: 1 },
  ]
  expect(
    traitsOf(members, 0, String).map(({ kind, step, here, elsewhere }) => [kind, step, here.share, elsewhere.share]),
  ).toEqual(
    [
      ['fewer', '3', 0, 1],
      ['more', '2', 1, 0],
      ['ends', '2', 1, 0],
      ['repeats', '2', 0.2, 0],
    ].toSorted((a, b) => Number(a[0] === 'repeats') - Number(b[0] === 'repeats')),
  )
  expect(traitsOf(members, 0, String)[3]).toMatchObject({
    here: { share: 0.2, n: 10 },
    elsewhere: { share: 0, n: 10 },
    says: '20 % (6 – 51) come back to “2”, of the others 0 % (0 – 28)',
  })
})

test('[G3, G4] over a store: groups have their cases, which are behind them', async () => {
  const rows: Row[] = Array.from({ length: 30 }, (_, i) => i).flatMap((i): readonly Row[] =>
    hourly(
      i % 3 === 0
        ? { [`p${i}`]: i === 0 ? 'P Q Q' : 'P Q' }
        : { [`a${i}`]: i % 2 === 0 ? 'A B C' : i === 1 ? 'A B B C' : 'A C' },
    ),
  )
  await using store = await storeOf(eventsOf(rows))
  const map = await namesMap(store.warehouse)
  const answer = await clusters(store.warehouse, map, { clusters: 2 })
  expect(answer).toMatchObject({
    cases: 30,
    variants: 5,
    from: { variants: 5, cases: 30 },
    laid: { cases: 0 },
    left: 0,
  })
  expect(answer.clusters.map(({ cases }) => cases)).toEqual([20, 10])
  expect(answer.clusters[1]?.representative).toMatchObject({ steps: ['P', 'Q'], cases: 9, medianSeconds: 3600 })
  for (const cluster of answer.clusters) {
    const { total } = await caseList(store.warehouse, map, { kind: 'cluster', clusters: 2, cluster: cluster.number })
    expect(total).toBe(cluster.cases)
  }
  await expect(clusters(store.warehouse, map, { clusters: 40 })).rejects.toThrow('40 clusters')
})
