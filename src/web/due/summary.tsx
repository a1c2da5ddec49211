import type { Forecast } from '../../insight/forecast/answers.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { sayInstant } from '../figure/date.ts'
import { Figure } from '../figure/figure.tsx'

/** How many promises run, how many of them are expected to be missed, and how many are. */
export function DueSummary({ forecast, step }: { forecast: Forecast; step: string | undefined }) {
  const promises = forecast.steps.flatMap((row) =>
    row.promise === null || (step !== undefined && row.step !== step) ? [] : [row.promise],
  )
  const sum = (of: (one: (typeof promises)[number]) => number) => promises.reduce((total, one) => total + of(one), 0)
  const expected = sum((one) => one.expected)
  return (
    <>
      <Figure
        label="Promises running"
        value={sayCount(sum((one) => one.pending))}
        sure={`of open cases, by ${sayInstant(forecast.now)} UTC`}
      />
      <Figure
        label="Expected to be missed"
        value={expected > 0 && expected < 9.95 ? expected.toFixed(1) : sayCount(Math.round(expected))}
        sure="the sum of their chances"
      />
      <Figure label="Already late" value={sayCount(sum((one) => one.overdue))} sure="open cases, not in the list" />
      {forecast.forecast < forecast.open && (
        <Figure
          label="Looked at"
          value={sayCount(forecast.forecast)}
          sure={`of ${sayMany(forecast.open, 'open case')}, a sample`}
        />
      )}
    </>
  )
}
