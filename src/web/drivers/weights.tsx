import type { RelativeWeights } from '../../insight/drivers/answers.ts'
import { sayCount } from '../figure/count.ts'

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

/** Johnson's relative weights: bars to one scale, each with its interval. */
export function Weights({ weights }: { weights: RelativeWeights }) {
  const most = Math.max(...weights.weights.map(({ high }) => high), 0.001)
  return (
    <section className="dr-part">
      <h2>How much of what varies goes with each</h2>
      <p className="dr-known">
        Together {percent(weights.r2.value)} ({percent(weights.r2.low)} to {percent(weights.r2.high)}) of the variance,
        over {sayCount(weights.cases)} cases; relative weights with intervals from {sayCount(weights.resamples)}{' '}
        resamples. The rest goes with nothing that is known.
      </p>
      <table className="dr-weights">
        <caption className="spoken">Relative weights</caption>
        <tbody>
          {weights.weights.slice(0, 12).map((one) => (
            <tr key={one.says}>
              <th scope="row">{one.says}</th>
              <td>
                <svg width="240" height="14" viewBox="0 0 240 14" aria-hidden>
                  <rect className="dr-weight" x="0" y="3" width={(one.value / most) * 240} height="8" rx="2" />
                  <line className="dr-whisker" x1={(one.low / most) * 240} x2={(one.high / most) * 240} y1="7" y2="7" />
                </svg>
              </td>
              <td className="number">
                <strong>{percent(one.value)}</strong>{' '}
                <small>
                  {percent(one.low)} to {percent(one.high)}
                </small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
