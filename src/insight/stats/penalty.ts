import type { Design } from './design.ts'
import { deviance, fitLinear, fitLogistic, linearSpread, logisticSpread, type Spread, squaredLoss } from './ridge.ts'

/**
 * From strong to weak: each is then a few steps away from the one before. The weakest, 1, holds a log odds to a standard
 * deviation of 1 before any case is seen, so that what all but decides the answer does not run off to odds of thousands.
 */
const penalties = [1000, 300, 100, 30, 10, 3, 1] as const

export const folds = 5

/** A kind of model: how it is fitted, and how wrong it is on a fold that it has not seen. */
interface Model {
  fit(design: Design, penalty: number, held: number | null, start: Float64Array | undefined): Float64Array
  loss(design: Design, beta: Float64Array, fold: number): number
  spread(design: Design, beta: Float64Array, penalty: number): Spread
}

const logistic: Model = {
  fit: (design, penalty, held, start) =>
    // Held-out deviances need few digits; the fit that is shown needs them all.
    fitLogistic(design, { penalty, held, ...(start ? { start } : {}), tolerance: held === null ? 1e-10 : 1e-5 }),
  loss: deviance,
  spread: logisticSpread,
}

const linear: Model = {
  fit: (design, penalty, held) => fitLinear(design, { penalty, held }),
  loss: squaredLoss,
  spread: linearSpread,
}

export interface Chosen {
  /** the intercept, then one coefficient a column: log odds (logistic), or in the answer's unit (linear) */
  readonly beta: Float64Array
  readonly spread: Spread
  readonly penalty: number
  /** for each case how far off (deviance or squared error) on folds that were held out; and with no factor at all */
  readonly heldOut: { readonly loss: number; readonly withoutFactors: number }
}

/**
 * A fit whose penalty is the one with the smallest loss on held-out folds. `trial` are the rows on which penalties are tried:
 * all of them, or some where there are very many.
 */
export function fitChosen(
  kind: 'logistic' | 'linear',
  design: Design,
  trial: Design,
  on: (done: number) => void = () => undefined,
): Chosen {
  const model = kind === 'logistic' ? logistic : linear
  const { penalty, heldOut } = choose(model, trial, on)
  const beta = model.fit(design, penalty, null, undefined)
  return { penalty, heldOut, beta, spread: model.spread(design, beta, penalty) }
}

function choose(model: Model, trial: Design, on: (done: number) => void): Pick<Chosen, 'penalty' | 'heldOut'> {
  const cases = trial.n.reduce((sum, n) => sum + n, 0)
  const starts: (Float64Array | undefined)[] = []
  let best = { penalty: penalties[0] as number, loss: Number.POSITIVE_INFINITY }
  let worse = 0
  for (const [tried, penalty] of penalties.entries()) {
    on(tried / penalties.length)
    let loss = 0
    for (let fold = 0; fold < folds; fold++) {
      const beta = model.fit(trial, penalty, fold, starts[fold])
      starts[fold] = beta
      loss += model.loss(trial, beta, fold)
    }
    worse = loss < best.loss ? 0 : worse + 1
    if (loss < best.loss) best = { penalty, loss }
    if (worse === 3) break // the loss has one valley; three steps up are out of it
  }
  return { penalty: best.penalty, heldOut: { loss: best.loss / cases, withoutFactors: bare(model, trial) / cases } }
}

/** The held-out loss of a model that knows only the average. */
function bare(model: Model, trial: Design): number {
  const none: Design = { ...trial, columns: 0, offsets: new Uint32Array(trial.n.length + 1), on: new Uint16Array(0) }
  let loss = 0
  for (let fold = 0; fold < folds; fold++) loss += model.loss(none, model.fit(none, 0, fold, undefined), fold)
  return loss
}
