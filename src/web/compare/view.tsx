import './compare.css'
import { useMemo, useState } from 'react'
import type { Compare } from '../../insight/compare/answers.ts'
import type { MapDocument } from '../../map/index.ts'
import { Segmented } from '../app/segmented.tsx'
import { TakeAlong } from '../export/take-along.tsx'
import { sayMany } from '../figure/count.ts'
import { stepNames } from '../variants/names.ts'
import { Grid } from './grid.tsx'
import { Paths } from './paths.tsx'
import type { BothSides } from './side.ts'
import { stepData } from './tables.ts'
import { AgainstToBe } from './to-be.tsx'
import { Transitions } from './transitions.tsx'

interface CompareViewProps {
  answer: Compare
  drawn: MapDocument
  map: string | undefined
  sides: BothSides
}

/** Two sides on one map: steps, transitions, paths, and the to-be map where one is named. */
export function CompareView({ answer, drawn, map, sides }: CompareViewProps) {
  const names = useMemo(() => stepNames(drawn), [drawn])
  const name = `Compare ${answer.title}`
  const [shown, setShown] = useState<'all' | 'clear'>('all')
  return (
    <div className="cp-view">
      {answer.toBe && <AgainstToBe toBe={answer.toBe} />}
      <section className="cp-section">
        <div className="cp-head">
          <h2>Step by step</h2>
          <Segmented
            label="Which steps"
            value={shown}
            options={{ all: 'All steps', clear: 'Clear differences' }}
            choose={setShown}
          />
          {answer.steps.length > 0 && <TakeAlong name={`${name}, steps`} table={() => stepData(answer)} />}
        </div>
        <p className="faint">
          The line is the 95 % interval of b − a, the upright line is no difference. {sayMany(answer.tested, 'figure')}{' '}
          tested together; of those called clear {Math.round(answer.rate * 100)} % may be chance. Everybody is followed
          for the same time, so younger cases count on neither side.
        </p>
        <Grid answer={answer} drawn={drawn} map={map} sides={sides} isShort={shown === 'clear'} />
      </section>
      <Transitions
        name={`${name}, transitions`}
        transitions={answer.transitions}
        map={map}
        sides={sides}
        titleOf={names.title}
      />
      <Paths name={`${name}, paths`} answer={answer} map={map} sides={sides} names={names} />
    </div>
  )
}
