import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Change, WhatIf } from '../../insight/whatif/answers.ts'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayMany } from '../figure/count.ts'
import type { StepNames } from '../variants/names.ts'
import { Assumptions, BaselineCheck } from './assumptions.tsx'
import { Comparison } from './comparison.tsx'
import { Distribution } from './distribution.tsx'
import type { Ground } from './ground.ts'
import { figureData } from './what-if-data.ts'

interface ResultsProps {
  answers: readonly (WhatIf | undefined)[]
  open: number
  map: string | undefined
  names: StepNames
  known: Ground
  add: (change: Change) => void
}

/** Figures before and after, drawn and in a table, with what is assumed beside them and how well the model gives back what was seen. */
export function Results({ answers, open, map, names, known, add }: ResultsProps) {
  const { filters } = useFilters()
  const mine = answers[open]
  if (!mine) return null
  const shown = answers.flatMap((answer, i) =>
    answer && answer.changes.length > 0 ? [{ answer, name: `Scenario ${i + 1}`, place: i }] : [],
  )
  const [only] = shown
  const named = shown.length === 1 && only ? [{ ...only, name: 'With the change' }] : shown
  return (
    <div className="wi-results">
      {!mine.baseline.carries && (
        <p className="wi-caution" role="alert">
          <strong>{isNone(mine.baseline.quotable) ? 'Not to be quoted.' : 'In part not to be quoted.'}</strong>{' '}
          {mine.baseline.says} {mine.baseline.remedy}
        </p>
      )}
      <p className="soft">
        {sayMany(mine.runs, 'case')} simulated as it is and with the changes, from{' '}
        {sayMany(mine.cases, 'finished case')}
        {mine.cases < mine.of ? `, a sample of ${sayMany(mine.of, 'case')}` : ''}. Intervals are 95 %.{' '}
        <Link to="/cases" search={{ ...filters, ...mapQuery(map) }}>
          See the cases
        </Link>{' '}
        {mine.baseline.carries && <span className="good">{mine.baseline.says}</span>}
      </p>
      <Comparison as={mine} scenarios={named} />
      <TakeAlong name="what if" table={() => figureData(mine, named)} />
      {mine.changes.length === 0 && <First known={known} names={names} add={add} />}
      <section className="wi-figures" aria-label="Distributions">
        {mine.toOutcome && (
          <Distribution
            title="Time to outcome"
            axis="of those who reach it are there"
            as={mine}
            scenarios={named}
            of={(answer) => answer.toOutcome?.spread ?? null}
          />
        )}
        <Distribution
          title="Case duration"
          axis="of cases are over"
          as={mine}
          scenarios={named}
          of={(answer) => answer.duration.spread}
        />
        <Assumptions answer={mine} of={answers.length > 1 ? `Scenario ${open + 1}` : null} />
      </section>
      <BaselineCheck answer={mine} />
    </div>
  )
}

function isNone(quotable: WhatIf['baseline']['quotable']): boolean {
  return Object.values(quotable).every((one) => !one)
}

/** Nothing is changed yet: one question to begin with. */
function First({ known, names, add }: Pick<ResultsProps, 'known' | 'names' | 'add'>) {
  const [worst] = known.promising
  const change: Change | null = worst
    ? { kind: 'keep', step: worst.step }
    : known.slowest === null
      ? null
      : { kind: 'shorten', step: known.slowest, by: 0.5 }
  if (change === null) return null
  const says = worst
    ? `What if the promise of “${names.title(change.step)}” were always kept?`
    : `What if the wait after “${names.title(change.step)}” were half as long?`
  return (
    <p className="wi-first">
      <Button size="xs" onClick={() => add(change)}>
        {says}
      </Button>
    </p>
  )
}
