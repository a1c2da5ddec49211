import { memo, useState } from 'react'
import type { StepNames } from './names.ts'
import { type Run, runsOf } from './runs.ts'

/** More than this are shown on demand: a row is read at a glance or not at all. */
const glance = 16

/** The steps of a variant as a chain, repeats compressed. */
export const Chips = memo(({ steps, names }: { steps: readonly string[]; names: StepNames }) => {
  const [isWhole, setWhole] = useState(false)
  const runs = runsOf(steps)
  const shown = isWhole || runs.length <= glance + 1 ? runs : runs.slice(0, glance)
  return (
    <span className="vr-chips">
      {shown.map((run, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice, and its place is what it is
        <Chip key={i} run={run} names={names} />
      ))}
      {runs.length > glance + 1 && (
        <button type="button" className="vr-rest" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'show less' : `${runs.length - glance} more`}
        </button>
      )}
    </span>
  )
})

export function Chip({ run, names }: { run: Run; names: StepNames }) {
  return (
    <span className="vr-chip" data-stage={names.stage(run.step)}>
      {names.title(run.step)}
      {run.times > 1 && (
        <b>
          <span aria-hidden> ×{run.times}</span>
          <span className="spoken">, {run.times} times</span>
        </b>
      )}
      <span className="spoken">, </span>
    </span>
  )
}
