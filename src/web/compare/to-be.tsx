import type { PlacedStep, ToBe, ToBeStep } from '../../insight/compare/answers.ts'
import { sayMany } from '../figure/count.ts'
import { sayDuration } from '../figure/duration.ts'
import { sayShare } from '../figure/share.ts'

/** As it is against as it is to be: what is promised, what happened, and how much of it would keep the new promise. */
export function AgainstToBe({ toBe }: { toBe: ToBe }) {
  const telling = toBe.steps.filter((step) => step.toBe !== null || step.asIs !== null || step.changed.length > 0)
  return (
    <section className="cp-section">
      <h2>Against “{toBe.title}”</h2>
      <p className="soft">
        {sayMany(toBe.steps.length, 'step')} of both maps; {sayMany(toBe.onlyToBe.length, 'step')} only in the to-be
        map, {sayMany(toBe.onlyAsIs.length, 'step')} only as it is. Times and shares are those of side a.
      </p>
      {telling.length > 0 && (
        <table className="cp-table">
          <caption className="spoken">Steps of both maps</caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Promised as it is</th>
              <th scope="col">Promised to be</th>
              <th scope="col">Observed median, p90</th>
              <th scope="col">Would keep the new promise</th>
              <th scope="col">Else changed</th>
            </tr>
          </thead>
          <tbody>
            {telling.map((step) => (
              <ToBeRow key={step.id} step={step} />
            ))}
          </tbody>
        </table>
      )}
      <Only title="Only in the to-be map" steps={toBe.onlyToBe} />
      <Only title="Only as it is" steps={toBe.onlyAsIs} />
    </section>
  )
}

function ToBeRow({ step }: { step: ToBeStep }) {
  const { observed, wouldKeep } = step
  const said =
    wouldKeep === null
      ? null
      : sayShare({ share: wouldKeep.value, low: wouldKeep.low, high: wouldKeep.high, n: wouldKeep.n })
  const time = (seconds: number | null) => (seconds === null ? '–' : sayDuration(seconds))
  return (
    <tr>
      <td>{step.title}</td>
      <td>{time(step.asIs)}</td>
      <td>{time(step.toBe)}</td>
      <td>
        {time(observed.p50)}, {time(observed.p90)}{' '}
        <small className="faint">n {observed.n.toLocaleString('en-US')}</small>
      </td>
      <td>
        {said === null ? (
          <span className="absent">no promise that events can answer</span>
        ) : (
          <>
            <strong>{said.value}</strong>{' '}
            <small className="faint">{[said.interval, said.n].filter(Boolean).join(', ')}</small>
          </>
        )}
      </td>
      <td className="soft">
        {step.changed.map(({ field, asIs, toBe }) => `${field}: ${asIs ?? 'none'} → ${toBe ?? 'none'}`).join('; ')}
      </td>
    </tr>
  )
}

function Only({ title, steps }: { title: string; steps: readonly PlacedStep[] }) {
  if (steps.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul className="cp-only">
        {steps.map((step) => (
          <li key={step.id}>
            {step.title} <span className="faint">{step.phase}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
