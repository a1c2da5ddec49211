import type { Compare, CompareMetric, StepDifference } from '../../insight/compare/answers.ts'
import type { MapDocument } from '../../map/index.ts'
import { mapQuery } from '../app/map-choice.ts'
import { Cell, reachOf } from './mark.tsx'
import type { BothSides } from './side.ts'
import { SideCount } from './side-count.tsx'
import { metricWords } from './words.ts'

const rows = ['reached', 'dropped', 'repeats', 'kept', 'p50', 'p90'] satisfies readonly CompareMetric[]

interface GridProps {
  answer: Compare
  drawn: MapDocument
  map: string | undefined
  sides: BothSides
  /** only steps with a clear difference */
  isShort: boolean
}

/** The map's steps as columns, as everywhere; a row for each figure, with both sides and their difference in every cell. */
export function Grid({ answer, drawn, map, sides, isShort }: GridProps) {
  const stepOf = new Map(answer.steps.map((step) => [step.id, step]))
  const phases = drawn.phases
    .map((phase) => ({ ...phase, steps: phase.steps.filter(({ id }) => isShown(stepOf.get(id), isShort)) }))
    .filter(({ steps }) => steps.length > 0)
  const shown = phases.flatMap(({ steps }) => steps.flatMap(({ id }) => stepOf.get(id) ?? []))
  if (shown.length === 0)
    return <p className="soft">No step differs clearly. Show all of them to see how near they are.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys
    <section className="cp-scroll" tabIndex={0} aria-label="Steps, both sides">
      <table className="cp-grid">
        <caption className="spoken">Figures of both sides, step by step</caption>
        <thead>
          <tr>
            <td />
            {phases.map((phase) => (
              <th
                key={phase.id}
                scope="colgroup"
                colSpan={phase.steps.length}
                className="cp-phase"
                data-stage={phase.stage ?? 'none'}
              >
                {phase.title}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col" className="cp-what">
              Cases
            </th>
            {phases.flatMap(({ steps }) =>
              steps.map((step) => (
                <th key={step.id} scope="col" className="cp-step">
                  {step.title}
                  <StepCases step={stepOf.get(step.id)} map={map} sides={sides} />
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((metric) => (
            <MetricRow key={metric} metric={metric} steps={shown} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function isShown(step: StepDifference | undefined, isShort: boolean): boolean {
  if (step === undefined) return false
  return !isShort || step.figures.some(({ mark }) => mark === 'clear')
}

function StepCases({
  step,
  map,
  sides,
}: {
  step: StepDifference | undefined
  map: string | undefined
  sides: BothSides
}) {
  if (step === undefined || (step.cases.a === 0 && step.cases.b === 0))
    return <small className="absent">nobody came</small>
  return (
    <small className="cp-links">
      {(['a', 'b'] as const).map((side) => (
        <SideCount
          key={side}
          side={side}
          cases={step.cases[side]}
          search={{ ...sides[side], ...mapQuery(map), behind: { kind: 'visited', step: step.id } }}
        />
      ))}
    </small>
  )
}

function MetricRow({ metric, steps }: { metric: (typeof rows)[number]; steps: readonly StepDifference[] }) {
  const found = steps.map((step) => step.figures.find((one) => one.metric === metric))
  const reach = reachOf(found.filter((one) => one !== undefined))
  if (found.every((one) => one === undefined)) return null
  return (
    <tr>
      <th scope="row" className="cp-what">
        {metricWords[metric]}
      </th>
      {steps.map((step, i) => {
        const one = found[i]
        return (
          <td key={step.id}>
            {one === undefined ? <span className="faint">–</span> : <Cell one={one} reach={reach} />}
          </td>
        )
      })}
    </tr>
  )
}
