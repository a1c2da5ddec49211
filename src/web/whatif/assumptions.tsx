import type { WhatIf } from '../../insight/whatif/answers.ts'
import { sayDuration } from '../figure/duration.ts'
import { sayPercent } from '../figure/share.ts'

/** What the figures beside rest on: of each change, and of all. */
export function Assumptions({ answer, of }: { answer: WhatIf; of: string | null }) {
  return (
    <section className="wi-assumes" aria-label="What this assumes">
      <h2>{of === null ? 'This assumes' : `${of} assumes`}</h2>
      {answer.changes.map((change, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same change may be made twice, and its place is what it is
        <div key={place}>
          <p>
            <strong>{change.says}</strong>
          </p>
          <ul>
            {change.assumes.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      ))}
      <ul>
        {answer.assumes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  )
}

/** How well the journey simulated as it is gives back what was observed. */
export function BaselineCheck({ answer: { baseline, model } }: { answer: WhatIf }) {
  return (
    <section className="wi-baseline" aria-label="Baseline check">
      <h2>Does the model carry the question?</h2>
      <p className={baseline.carries ? 'good' : 'bad'}>
        {baseline.carries ? 'Yes. ' : Object.values(baseline.quotable).some(Boolean) ? 'In part. ' : 'No. '}
        {baseline.says}
      </p>
      {baseline.remedy && <p className="soft">{baseline.remedy}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" className="number">
              Observed
            </th>
            <th scope="col" className="number">
              Simulated as it is
            </th>
            <th scope="col" className="number">
              May differ by
            </th>
            <th scope="col">
              <span className="spoken">Verdict</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {baseline.figures.map(({ figure, unit, observed, simulated, within, holds, tells }) => {
            const say = (value: number) => (unit === 'share' ? sayPercent(value, 1) : sayDuration(value))
            return (
              <tr key={figure}>
                <th scope="row">{figure}</th>
                <td className="number">{say(observed)}</td>
                <td className="number">{say(simulated)}</td>
                <td className="number">
                  {unit === 'share' ? `${Number((within * 100).toFixed(1))} points` : say(within)}
                </td>
                <td className={!holds ? 'bad' : tells ? 'good' : 'soft'}>
                  {!holds ? 'too far off' : tells ? 'holds' : 'too few cases to tell'}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="soft">{model.says}</p>
    </section>
  )
}
