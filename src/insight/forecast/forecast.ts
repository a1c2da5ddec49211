import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { isoOf } from '../instant.ts'
import { QuestionProblem } from '../problem.ts'
import { fromTrace, question, type View } from '../view.ts'
import type { ForecastEvaluation } from './answers.ts'
import { type Asked, ask } from './ask.ts'
import type { Evaluated } from './evaluate.ts'
import { inThread } from './in-thread.ts'
import { load } from './load.ts'
import { type Asking, remembered } from './remember.ts'

/** Fewer cases on either side of the cut show nothing. */
const fewCases = 20

export interface EvaluateAsked {
  /** share of the cases, by when they begin, that begin before the cut */
  readonly train: number
  /** attributes that are not to be looked at */
  readonly without?: readonly string[]
}

/** The instant at which a case begins before which a share of all cases begin. */
function cutAt(view: View, train: number): { readonly sql: string; readonly params?: Record<string, unknown> } {
  return question(
    view,
    `SELECT toUnixTimestamp64Micro(quantileExactLow({train:Float64})(started)) AS cut, count() AS cases ${fromTrace(view)}`,
    { train },
  )
}

/** How well forecasts would have done (P10 to P14). @throws QuestionProblem where there are too few cases to say */
export async function evaluateForecast(
  warehouse: Warehouse,
  map: MapDocument,
  { train, without = [] }: EvaluateAsked,
  filter: CaseFilter = {},
  asking: Asking = {},
): Promise<ForecastEvaluation> {
  if (!(train > 0 && train < 1)) {
    throw new QuestionProblem(
      'question-invalid',
      `train ${train} is not a share.`,
      'Give it between 0 and 1, e.g. 0.7.',
    )
  }
  const asked = await ask(warehouse, map, filter, without)
  const work = (signal: AbortSignal, on: (done: number) => void) => evaluated(warehouse, asked, train, signal, on)
  const what = { question: `evaluate ${train} ${asked.question}`, state: asked.state }
  return remembered(warehouse, what, work, asking)
}

async function evaluated(
  warehouse: Warehouse,
  asked: Asked,
  train: number,
  signal: AbortSignal,
  on: (done: number) => void,
): Promise<ForecastEvaluation> {
  const { view, map } = asked
  const [row] = await warehouse.rows<{ cut: number; cases: number }>(cutAt(view, train), { signal })
  const { cut = 0, cases = 0 } = row ?? {}
  const { passages, sample } = await load(warehouse, asked.spec, view, {
    known: cut,
    without: asked.without,
    including: null,
    signal,
  })
  on(0.1)
  const result = await inThread<Evaluated>(
    {
      kind: 'evaluate',
      passages,
      steps: view.lens.steps,
      drawnEnds: asked.drawnEnds,
      closed: asked.closed,
      outcome: asked.outcome,
      promises: asked.promises,
      including: null,
      cut,
      horizon: view.lens.horizon,
    },
    { signal, on: (done) => on(0.1 + 0.9 * done) },
  )
  const { trainCases, testCases } = result.split
  if (Math.min(trainCases, testCases) < fewCases) {
    throw new QuestionProblem(
      'question-invalid',
      `Of ${cases} cases ${trainCases} begin before the cut and ${testCases} after it: too few to say how good a forecast is.`,
      `Import more events, widen the filter, or choose another --train; ${fewCases} are needed on either side.`,
    )
  }
  return { journey: map.id, sample, ...result, split: { train, cut: isoOf(cut), ...result.split } }
}
