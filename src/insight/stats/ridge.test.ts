import { Matrix } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import { designOf, type Row } from './design.ts'
import { fitChosen, folds } from './penalty.ts'
import { randomOf } from './random.ts'
import { bootstrappedWeights, relativeWeights } from './relative-weights.ts'
import { fitLinear, fitLogistic, linearSpread, logisticSpread, sigmoid } from './ridge.ts'

const free = 1e-12
/** The sum that is one coefficient alone. */
const only = (j: number, size: number) => Float64Array.from({ length: size }, (_, i) => (i === j ? 1 : 0))

describe('[Q6] logistic regression', () => {
  test("in a table of two by two it is the odds ratio, and its error Woolf's", () => {
    const table: readonly Row[] = [
      { on: [], n: 100, y: 25, fold: 0 },
      { on: [0], n: 80, y: 44, fold: 0 },
    ]
    const design = designOf(1, table)
    const beta = fitLogistic(design, { penalty: free, held: null })
    expect(beta[0]).toBeCloseTo(Math.log(25 / 75), 8)
    expect(beta[1]).toBeCloseTo(Math.log((44 * 75) / (36 * 25)), 8)
    expect(logisticSpread(design, beta, free)(only(1, 2))).toBeCloseTo(Math.sqrt(1 / 25 + 1 / 75 + 1 / 44 + 1 / 36), 8)
  })

  test("two factors without interplay: each stratum's odds ratio", () => {
    // Odds are 0.25·3^a·2^b in each of the four cells, with nothing left over.
    const cells = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const
    const rows = cells.map(([a, b]): Row => {
      const odds = 0.25 * 3 ** a * 2 ** b
      return { on: [...(a ? [0] : []), ...(b ? [1] : [])], n: 1000, y: (1000 * odds) / (1 + odds), fold: 0 }
    })
    const beta = fitLogistic(designOf(2, rows), { penalty: free, held: null })
    expect(Math.exp(beta[1] ?? 0)).toBeCloseTo(3, 6)
    expect(Math.exp(beta[2] ?? 0)).toBeCloseTo(2, 6)
  })

  test('where a factor decides the answer, and where two are one, it stays finite', () => {
    const apart = designOf(1, [
      { on: [], n: 50, y: 0, fold: 0 },
      { on: [0], n: 50, y: 50, fold: 1 },
    ])
    const decided = fitLogistic(apart, { penalty: 1, held: null })
    expect(decided[1]).toBeGreaterThan(2)
    expect(decided[1]).toBeLessThan(20)
    const twins = designOf(2, [
      { on: [], n: 100, y: 25, fold: 0 },
      { on: [0, 1], n: 80, y: 44, fold: 1 },
    ])
    const shared = fitLogistic(twins, { penalty: 0.01, held: null })
    expect(shared[1]).toBeCloseTo(shared[2] ?? 0, 8)
    expect((shared[1] ?? 0) + (shared[2] ?? 0)).toBeCloseTo(Math.log((44 * 75) / (36 * 25)), 2)
  })

  test('against the other levels a level is as sure as though one were left out', () => {
    // Each case has one of three levels: with the intercept the columns are one too many, and only contrasts are known.
    const design = designOf(3, [
      { on: [0], n: 200, y: 60, fold: 0 },
      { on: [1], n: 200, y: 100, fold: 0 },
      { on: [2], n: 200, y: 140, fold: 0 },
    ])
    const beta = fitLogistic(design, { penalty: 1e-4, held: null })
    const spread = logisticSpread(design, beta, 1e-4)
    const between = Float64Array.from([0, 1, -1, 0])
    expect((beta[1] ?? 0) - (beta[2] ?? 0)).toBeCloseTo(Math.log(60 / 140), 4)
    expect(spread(between)).toBeCloseTo(Math.sqrt(1 / 60 + 1 / 140 + 1 / 100 + 1 / 100), 3)
    expect(spread(only(1, 4))).toBeGreaterThan(10)
  })

  test('the penalty draws to no effect', () => {
    const design = designOf(1, [
      { on: [], n: 100, y: 25, fold: 0 },
      { on: [0], n: 80, y: 44, fold: 1 },
    ])
    const at = (penalty: number) => fitLogistic(design, { penalty, held: null })[1] ?? 0
    expect(at(1)).toBeGreaterThan(at(10))
    expect(at(10)).toBeGreaterThan(at(1000))
    expect(at(1e9)).toBeCloseTo(0, 6)
  })
})

/** Cases whose factors are partly the same as one another's, and whose answer follows known coefficients. */
function world(random: () => number, cases: number, beta: readonly number[], noise: (eta: number) => number) {
  const rows = Array.from({ length: cases }, (_, i): Row => {
    const on = beta.flatMap((_, j) => (random() < (j % 2 === 0 ? 0.2 : 0.5) ? [j] : []))
    // Column 1 comes mostly with column 0.
    const tied = on.includes(0) && !on.includes(1) && random() < 0.7 ? [...on, 1].sort((a, b) => a - b) : on
    return { on: tied, n: 1, y: noise(tied.reduce((sum, j) => sum + (beta[j] ?? 0), -0.5)), fold: i % folds }
  })
  return designOf(beta.length, rows)
}

describe('[Q7] known coefficients', () => {
  const beta = [0.8, -0.5, 0, 0.3, 0, 0, 1.2, 0, -0.9, 0, 0, 0]

  test('lie within 95 % of the intervals of the logistic model, its penalty chosen by folds', () => {
    const random = randomOf(5)
    let within = 0
    const worlds = 60
    for (let i = 0; i < worlds; i++) {
      const design = world(random, 1500, beta, (eta) => (random() < sigmoid(eta) ? 1 : 0))
      const fit = fitChosen('logistic', design, design)
      for (const [j, value] of beta.entries())
        if (Math.abs((fit.beta[j + 1] ?? 0) - value) <= 1.96 * fit.spread(only(j + 1, beta.length + 1))) within++
    }
    expect(within / (worlds * beta.length)).toBeGreaterThan(0.93)
    expect(within / (worlds * beta.length)).toBeLessThan(0.98)
  })

  test('lie within 95 % of the intervals of the linear model', () => {
    const random = randomOf(6)
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    let within = 0
    const worlds = 100
    for (let i = 0; i < worlds; i++) {
      const design = world(random, 400, beta, (eta) => eta + normal())
      const fit = fitChosen('linear', design, design)
      for (const [j, value] of beta.entries())
        if (Math.abs((fit.beta[j + 1] ?? 0) - value) <= 1.96 * fit.spread(only(j + 1, beta.length + 1))) within++
    }
    expect(within / (worlds * beta.length)).toBeGreaterThan(0.93)
    expect(within / (worlds * beta.length)).toBeLessThan(0.98)
  })

  test('linear: without a penalty it is least squares', () => {
    const rows: readonly Row[] = [
      [[], 1],
      [[], 3],
      [[0], 5],
      [[0], 6],
      [[0], 10],
    ].map(([on, y]) => ({ on: on as number[], n: 1, y: y as number, fold: 0 }))
    const design = designOf(1, rows)
    const fit = fitLinear(design, { penalty: free, held: null })
    expect(fit[0]).toBeCloseTo(2, 6)
    expect(fit[1]).toBeCloseTo(5, 6)
    // residual sum of squares 2 + 14, on 3 degrees of freedom, times (1/2 + 1/3)
    expect(linearSpread(design, fit, free)(only(1, 2))).toBeCloseTo(Math.sqrt((16 / 3) * (5 / 6)), 6)
  })

  test('where no factor matters, the penalty is strong and no better is foretold than the average', () => {
    const random = randomOf(8)
    const design = world(random, 1000, [0, 0, 0, 0, 0, 0, 0, 0], () => (random() < 0.4 ? 1 : 0))
    const fit = fitChosen('logistic', design, design)
    expect(fit.penalty).toBeGreaterThanOrEqual(30)
    expect(fit.heldOut.loss).toBeGreaterThan(fit.heldOut.withoutFactors * 0.99)
  })
})

describe('[Q8] relative weights', () => {
  test('uncorrelated columns have their squared correlations; two that are one share', () => {
    const { r2, parts } = relativeWeights(Matrix.eye(3), [0.5, -0.3, 0])
    expect(r2).toBeCloseTo(0.34, 12)
    expect(parts.map((part) => Number(part.toFixed(12)))).toEqual([0.25, 0.09, 0])
    const twins = relativeWeights(
      new Matrix([
        [1, 1],
        [1, 1],
      ]),
      [0.6, 0.6],
    )
    expect(twins.r2).toBeCloseTo(0.36, 12)
    expect(twins.parts[0]).toBeCloseTo(0.18, 12)
  })

  test('they add up to the R² of the regression', () => {
    // Of two columns with correlation 0.5 and 0.6, 0.2 with the answer: R² = (0.36 + 0.04 - 2·0.6·0.2·0.5) / 0.75.
    const { r2, parts } = relativeWeights(
      new Matrix([
        [1, 0.5],
        [0.5, 1],
      ]),
      [0.6, 0.2],
    )
    expect(r2).toBeCloseTo(0.28 / 0.75, 10)
    expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBeCloseTo(r2, 12)
  })

  test('a score that two factors make, and one that has no part', () => {
    const random = randomOf(4)
    const design = world(random, 500, [2, -1, 0], (eta) => eta + random() - 0.5)
    const found = bootstrappedWeights(design, 60, randomOf(1))
    expect(found.r2.value).toBeGreaterThan(0.8)
    expect(found.r2.low).toBeLessThanOrEqual(found.r2.value)
    const [first, second, third] = found.parts
    expect(first?.low).toBeGreaterThan(second?.high ?? 1)
    expect(third?.value).toBeLessThan(0.02)
    expect(bootstrappedWeights(design, 60, randomOf(1))).toEqual(found)
  })
})
