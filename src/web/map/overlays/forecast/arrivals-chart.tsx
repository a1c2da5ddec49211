import type { StepArrivals } from '../../../../insight/forecast/answers.ts'
import { sayCount } from '../../../figure/count.ts'
import { sayDay } from '../../../figure/date.ts'
import { sayPercent } from '../../../figure/share.ts'
import { sayExpected } from './cells.tsx'

const size = { width: 300, height: 84 }

/** Bars of the days that were, a line with its band of those to come. */
export function ArrivalsChart({ at: { past, coming } }: { at: StepArrivals }) {
  const most = Math.max(1, ...past.map(({ arrived }) => arrived), ...coming.map(({ high }) => high))
  const room = size.width / (past.length + coming.length)
  const y = (n: number) => 12 + (1 - n / most) * size.height
  const x = (i: number) => (past.length + i + 0.5) * room
  const first = past[0]
  const now = coming[0]
  const last = coming.at(-1)
  if (!first || !now || !last) return null
  const band = [
    ...coming.map(({ high }, i) => `${x(i)},${y(high)}`),
    ...coming.map(({ low }, i) => `${x(i)},${y(low)}`).reverse(),
  ].join(' ')
  return (
    <figure className="chart arrivals">
      <svg viewBox={`0 0 ${size.width} ${size.height + 30}`} role="img" aria-label={sayChart(past, coming)}>
        {past.map(({ day, arrived }, i) => (
          <rect
            key={day}
            x={i * room + 0.75}
            width={room - 1.5}
            y={y(arrived)}
            height={12 + size.height - y(arrived)}
            rx="1"
            className={i === past.length - 1 ? 'bin today' : 'bin'}
          >
            <title>{`${sayDay(day)}: ${sayCount(arrived)}${i === past.length - 1 ? ', so far' : ''}`}</title>
          </rect>
        ))}
        <polygon points={band} className="arrivals-band" />
        <polyline
          points={coming.map(({ expected }, i) => `${x(i)},${y(expected)}`).join(' ')}
          className="arrivals-line"
        />
        {coming.map(({ day, expected, low, high }, i) => (
          <circle key={day} cx={x(i)} cy={y(expected)} r="2" className="arrivals-dot">
            <title>{`${sayDay(day)}: ${sayExpected(expected)} expected, ${sayCount(low)} – ${sayCount(high)}`}</title>
          </circle>
        ))}
        <line x1="0" x2={size.width} y1={size.height + 12.5} y2={size.height + 12.5} className="axis" />
        <text x="0" y="9">
          {sayCount(most)}
        </text>
        <text x="0" y={size.height + 26}>
          {sayDay(first.day)}
        </text>
        <text x={past.length * room} y={size.height + 26} textAnchor="middle">
          {sayDay(now.day)}
        </text>
        <text x={size.width} y={size.height + 26} textAnchor="end">
          {sayDay(last.day)}
        </text>
      </svg>
      <details>
        <summary>As a table</summary>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">Day (UTC)</th>
              <th scope="col" className="number">
                Arrivals
              </th>
              <th scope="col" className="number">
                80 %
              </th>
            </tr>
          </thead>
          <tbody>
            {past.slice(-7).map(({ day, arrived }) => (
              <tr key={day}>
                <td>{sayDay(day)}</td>
                <td className="number">{sayCount(arrived)}</td>
                <td className="number">came</td>
              </tr>
            ))}
            {coming.map(({ day, expected, low, high }) => (
              <tr key={day}>
                <td>{sayDay(day)}</td>
                <td className="number">{sayExpected(expected)}</td>
                <td className="number">
                  {sayCount(low)} – {sayCount(high)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** How such forecasts did, in one sentence. */
export function Backtested({ at: { backtest, by } }: { at: StepArrivals }) {
  const how = {
    flow: 'who stands where goes on as others did',
    calendar: 'the same weekday of the last four weeks',
    both: 'the mean of who stands where and of the same weekdays',
  }[by]
  if (backtest === null) return <p className="faint">By {how}. Nothing to judge it by yet.</p>
  return (
    <p className="faint">
      By {how}. Forecast so at {sayCount(backtest.origins)} past weeks’ ends it was off by {sayExpected(backtest.mae)} a
      day (the weekdays’ mean by {sayExpected(backtest.calendarMae)})
      {backtest.coverage !== null && (
        <>, and {sayPercent(backtest.coverage)} of the days lay within their 80 % interval</>
      )}
      .
    </p>
  )
}

function sayChart(past: StepArrivals['past'], coming: StepArrivals['coming']): string {
  const came = past.reduce((sum, { arrived }) => sum + arrived, 0)
  const expected = coming.reduce((sum, day) => sum + day.expected, 0)
  return `Arrivals by day: ${sayCount(came)} in the last ${past.length} days, ${sayExpected(expected)} expected in the next ${coming.length}.`
}
