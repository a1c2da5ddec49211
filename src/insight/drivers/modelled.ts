import { designOf } from '../stats/design.ts'
import { folds } from '../stats/penalty.ts'
import { z95 } from '../stats/tail.ts'
import type { DriverFactor, DriverModel, LeftOut, RelativeWeights } from './answers.ts'
import type { Asking, CountedCases, CountedFactor } from './counted.ts'
import type { Factor } from './factor.ts'
import { fitBeside } from './in-worker.ts'
import type { ModelResult, ModelTask } from './model.ts'
import { type CaseColumns, caseColumns, visitFacts } from './questions.ts'
import { factorWords } from './words.ts'

/** Factors beyond so many are compared one by one, not in the model. */
const mostColumns = 120
/** Of what only tells how far a case came, so that factors are held against others who came as far. */
const mostControls = 60
const mostWeighted = 25

export interface Modelled {
  readonly model: DriverModel | null
  readonly noModel: string | null
  readonly adjusted: ReadonlyMap<
    number,
    {
      readonly effect: NonNullable<DriverFactor['adjusted']>
      readonly tangled: readonly Factor[]
      readonly same: Factor | null
    }
  >
  readonly weights: RelativeWeights | null
  readonly leftOut: readonly LeftOut[]
}

/** One model over all factors that were tested (D9), the most different first where they are more than its columns. */
export async function modelOf(
  asking: Asking,
  counted: CountedCases,
  isScore: boolean,
  title: (step: string) => string,
  tested: readonly { readonly one: CountedFactor; readonly p: number; readonly decides: boolean }[],
): Promise<Modelled> {
  const nothing = { model: null, adjusted: new Map(), weights: null, leftOut: [] }
  if (tested.every(({ decides }) => decides))
    return { ...nothing, noModel: `No factor has ${asking.least} cases with it and ${asking.least} without.` }
  const sorted = tested.filter(({ decides }) => !decides).toSorted((a, b) => a.p - b.p || a.one.code - b.one.code)
  const factors = sorted.slice(0, mostColumns).map(({ one }) => one)
  const codes = [...factors.map(({ code }) => code), ...controls(factors)]
  const rows = await rowsOf(asking, counted, codes)
  asking.on(0.75)
  const design = designOf(
    codes.length,
    rows.map(({ columns, y, fold }) => ({ on: columns.map((c) => c - 1).sort((a, b) => a - b), n: 1, y, fold })),
  )
  const weighted = isScore ? factors.slice(0, mostWeighted).map((_, column) => column) : []
  const kind = isScore ? 'linear' : 'logistic'
  const task = { kind, design, weighted, families: familiesOf(factors, codes) } as const
  const result = await fitBeside(task, asking.signal, (done) => asking.on(0.75 + 0.25 * done))
  return {
    model: {
      kind,
      cases: rows.length,
      columns: codes.length,
      penalty: result.penalty,
      explained: result.explained,
      says: modelSays(kind, result.penalty),
    },
    noModel: null,
    adjusted: adjustedOf(factors, result, isScore),
    weights: weightsOf(factors, result, rows.length, title),
    leftOut: beyond(sorted.length),
  }
}

/** Who is compared by the factors: columns that say how far a case came, which the model needs and nobody is shown. */
function controls(factors: readonly CountedFactor[]): readonly number[] {
  const shown = new Set(factors.map(({ code }) => code))
  return [...new Set(factors.flatMap(({ base }) => base ?? []))]
    .filter((code) => !shown.has(code))
    .slice(0, mostControls)
}

/** Levels of one thing, each of which is compared with the others. Waits and steps stand for themselves. */
function familiesOf(factors: readonly CountedFactor[], codes: readonly number[]): ModelTask['families'] {
  return codes.map((_, column) => {
    const one = factors[column]
    const name = one === undefined ? null : familyName(one.factor)
    if (one === undefined || name === null) return null
    const base = one.base === null ? null : codes.indexOf(one.base)
    // A base that every case has is no column: then all cases are compared.
    return { name, base: base === -1 ? null : base }
  })
}

function familyName(factor: Factor): string | null {
  switch (factor.kind) {
    case 'transition':
      return `from ${factor.from}`
    case 'field':
    case 'property':
    case 'trait':
      return `${factor.kind} ${factor.name}`
    case 'number':
      return `${factor.of} ${factor.name}`
    case 'weekday':
    case 'hours':
    case 'period':
      return factor.kind
    default:
      return null
  }
}

async function rowsOf(
  { warehouse, signal }: Asking,
  { sample, cuts, book, struck }: CountedCases,
  codes: readonly number[],
): Promise<readonly CaseColumns[]> {
  const values = book.facts(sample)
  const [visits, carried] = await Promise.all([
    warehouse.rows<CaseColumns>(caseColumns(visitFacts(sample, cuts), codes, folds), { signal }),
    values === null ? [] : warehouse.rows<CaseColumns>(caseColumns(values, codes, folds), { signal }),
  ])
  const more = new Map(carried.map((row) => [row.id, row.columns]))
  const columnOf = new Map(codes.map((code, i) => [code, i + 1]))
  const met = (id: string) => (struck.cases.get(id)?.facts ?? []).flatMap((fact) => columnOf.get(fact) ?? [])
  return visits.map((row) => ({
    ...row,
    columns: [...row.columns, ...(more.get(row.id) ?? []), ...met(row.id)],
  }))
}

function adjustedOf(
  factors: readonly CountedFactor[],
  { columns }: ModelResult,
  isScore: boolean,
): Modelled['adjusted'] {
  return new Map(
    factors.map(({ code }, j) => {
      const { beta, error, tangled, same } = columns[j] ?? { beta: 0, error: 0, tangled: [], same: null }
      const bounds = [beta, beta - z95 * error, beta + z95 * error] as const
      const [value, low, high] = isScore ? bounds : (bounds.map(Math.exp) as [number, number, number])
      return [
        code,
        {
          effect: { kind: isScore ? 'points' : 'odds-ratio', value, low, high },
          tangled: tangled.flatMap((k) => factors[k]?.factor ?? []),
          same: same === null ? null : (factors[same]?.factor ?? null),
        },
      ] as const
    }),
  )
}

function weightsOf(
  factors: readonly CountedFactor[],
  { weights }: ModelResult,
  cases: number,
  title: (step: string) => string,
): RelativeWeights | null {
  if (weights === null) return null
  return {
    r2: weights.found.r2,
    cases,
    resamples: 300,
    weights: weights.columns
      .flatMap((column, i) => {
        const factor = factors[column]?.factor
        const part = weights.found.parts[i]
        return factor === undefined || part === undefined ? [] : [{ factor, ...part }]
      })
      .map(({ factor, ...part }) => ({ says: factorWords(factor, title), ...part }))
      .sort((a, b) => b.value - a.value),
  }
}

function modelSays(kind: 'logistic' | 'linear', penalty: number): string {
  const name = kind === 'logistic' ? 'Logistic regression' : 'Linear regression'
  return `${name} with a ridge penalty of ${penalty} chosen on ${folds} held-out folds; intervals are Wald's, from the curvature with the penalty.`
}

function beyond(tested: number): readonly LeftOut[] {
  if (tested <= mostColumns) return []
  return [
    {
      what: `${tested - mostColumns} factors`,
      why: 'too many factors',
      says: `The model takes the ${mostColumns} that differ most clearly; these have no adjusted effect.`,
    },
  ]
}
