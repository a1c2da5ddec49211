import type { Forecast } from '../../insight/forecast/answers.ts'
import { sayCount } from '../figure/count.ts'

/** Where promises run: one step, or all of them. */
export function StepChoice({
  forecast,
  step,
  choose,
  titleOf,
}: {
  forecast: Forecast
  step: string | undefined
  choose: (step: string | undefined) => void
  titleOf: (step: string) => string
}) {
  const steps = forecast.steps.flatMap((row) => (row.promise === null ? [] : [{ step: row.step, ...row.promise }]))
  if (steps.length < 2 && step === undefined) return null
  return (
    <label className="due-step">
      <span>Promises made at</span>
      <select value={step ?? ''} onChange={(event) => choose(event.target.value || undefined)}>
        <option value="">all steps</option>
        {steps.map((row) => (
          <option key={row.step} value={row.step}>
            {titleOf(row.step)} ({sayCount(row.pending)} running)
          </option>
        ))}
      </select>
    </label>
  )
}
