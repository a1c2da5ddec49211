import { IconStarFilled } from '@tabler/icons-react'
import type { Outcome, Stage } from '../../../map/index.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { type Column, phaseSpans } from '../columns.ts'
import type { LaneHandle } from '../lanes/use-lanes.ts'
import { LaneMenu } from './lane-menu.tsx'

/** Both header rows: phases over the columns of their steps, in their stage's colour; steps with their titles. */
export function GridHead({
  columns,
  selected,
  outcome,
  lanes,
  hereAt,
}: {
  columns: readonly Column[]
  selected: string | undefined
  outcome: Outcome | undefined
  lanes: LaneHandle | null
  /** how many open cases are at a step now; null: nobody knows */
  hereAt: (step: string) => number | null
}) {
  const offset = columns[0]?.index ?? 0
  return (
    <thead>
      <tr className="phases">
        <th scope="row" className="corner" data-row={0} data-column={0} tabIndex={-1}>
          Phase
        </th>
        {phaseSpans(columns).map(({ phase, from, to }) => (
          <th
            key={phase.id}
            scope="colgroup"
            colSpan={to - from + 1}
            className="phase"
            style={{
              gridColumn: `${from - offset + 2} / ${to - offset + 3}`,
              borderBottomColor: `var(--${phase.stage ?? 'no-stage'})`,
              color: `var(--${phase.stage ?? 'no-stage'}-ink)`,
            }}
            data-row={0}
            data-column={from - offset + 1}
            tabIndex={-1}
          >
            <span className="phase-words" title={phase.title}>
              <b>{phase.title}</b>
              {from === offset && columns[0]?.step !== phase.steps[0] && <small>(continued)</small>}
              {phase.stage && !saysStage(phase.title, phase.stage) && <small>{phase.stage}</small>}
            </span>
          </th>
        ))}
      </tr>
      <tr className="steps">
        <th scope="row" className="corner">
          {lanes ? (
            <>
              <span>Step</span>
              <LaneMenu lanes={lanes} />
            </>
          ) : (
            <span data-row={1} data-column={0} tabIndex={-1}>
              Step
            </span>
          )}
        </th>
        {columns.map(({ step }, i) => (
          <th
            key={step.id}
            scope="col"
            className={step.id === selected ? 'step selected' : 'step'}
            data-row={1}
            data-column={i + 1}
            data-step={step.id}
            tabIndex={-1}
            title={step.title}
          >
            <span className="step-title" dir="auto">
              {step.title}
            </span>
            {step.moment && (
              <span className="step-moment" title="Moment of truth">
                <IconStarFilled size={10} aria-hidden />
                <span className="spoken">moment of truth</span>
              </span>
            )}
            <small>{step.channel ?? (step.match ? '' : 'no match')}</small>
            <HereNow cases={hereAt(step.id)} />
            {outcome?.good?.includes(step.id) && (
              <span className="step-end good" title="A good outcome: the journey reached its goal">
                ✓ outcome
              </span>
            )}
            {outcome?.bad?.includes(step.id) && (
              <span className="step-end bad" title="A bad outcome: the journey failed">
                ✕ outcome
              </span>
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Who is at the step at this moment; it moves as events come in. */
function HereNow({ cases }: { cases: number | null }) {
  if (cases === null || cases === 0) return null
  return (
    <span className="step-here" title={`${sayMany(cases, 'open case')} came this far and may still go on`}>
      <i aria-hidden>●</i> {sayCount(cases)} here now
    </span>
  )
}

/** "Advocacy" need not be followed by "advocate". */
function saysStage(title: string, stage: Stage): boolean {
  return title.toLowerCase().startsWith(stage.slice(0, 4))
}
