import { useRef } from 'react'
import type { StepDetail } from '../../../insight/answers.ts'
import { type TableData, tableOf } from '../../export/table.ts'
import { TakeAlong } from '../../export/take-along.tsx'
import { sayCount } from '../../figure/count.ts'
import { sayDay } from '../../figure/date.ts'
import { sayPercent, sayShare } from '../../figure/share.ts'

const size = { width: 300, height: 56, left: 4, right: 44 }
const week = 7 * 86_400_000
/** Under this many visits a week says little; it is drawn faint. */
const fewVisits = 20

/** Share of promises kept week by week; a gap where a week has none, faint where it has few. */
export function KeptByWeek({ step, kept }: Pick<StepDetail, 'step' | 'kept'>) {
  const figure = useRef<HTMLElement>(null)
  const points = placed(kept)
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return <p className="absent">No week with a decided promise yet.</p>
  return (
    <figure className="chart" ref={figure}>
      <svg viewBox={`0 0 ${size.width} ${size.height + 28}`} role="img" aria-label={sayWeeks(kept)}>
        <Drawn points={points} first={first} last={last} />
      </svg>
      {points.some((point) => point.n < fewVisits) && (
        <figcaption className="faint">Hollow: a week with fewer than {fewVisits} visits.</figcaption>
      )}
      {kept.some((one) => one.pending > 0) && (
        <figcaption className="faint">
          The newest weeks are left out until the time of all their promises has run out.
        </figcaption>
      )}
      <details>
        <summary>As a table, or a file</summary>
        <TakeAlong
          name={`promise kept by week ${step}`}
          table={() => weekData(kept)}
          picture={() => figure.current?.querySelector('svg') ?? null}
        />
        <WeekTable kept={kept} />
      </details>
    </figure>
  )
}

type Point = ReturnType<typeof placed>[number]

function Drawn({ points, first, last }: { points: readonly Point[]; first: Point; last: Point }) {
  const lines = points.flatMap((point, i) => {
    const next = points[i + 1]
    return next && next.at - point.at <= week * 1.5 ? [{ from: point, to: next }] : []
  })
  return (
    <>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1={size.left} x2={size.width - size.right} y1={yOf(share)} y2={yOf(share)} className="axis" />
        </g>
      ))}
      {lines.map(({ from, to }) => (
        <line
          key={from.week}
          x1={from.x}
          y1={from.y}
          x2={to.x}
          y2={to.y}
          className={from.n < fewVisits || to.n < fewVisits ? 'week-line few' : 'week-line'}
        />
      ))}
      {points.map((point) => (
        <circle
          key={point.week}
          cx={point.x}
          cy={point.y}
          r={points.length > 40 ? 1.7 : 2.6}
          className={point.n < fewVisits ? 'week few' : 'week'}
        >
          <title>{`Week of ${sayDay(point.week)}: ${sayPercent(point.share)}, n ${sayCount(point.n)}`}</title>
        </circle>
      ))}
      <Scale first={first} last={last} isLong={points.length > 1} />
    </>
  )
}

function Scale({ first, last, isLong }: { first: Point; last: Point; isLong: boolean }) {
  return (
    <>
      <text x={last.x + 7} y={last.y + 4} className="week-last">
        {sayPercent(last.share)}
      </text>
      <text x={size.left} y={size.height + 26}>
        {sayDay(first.week)}
      </text>
      {isLong && (
        <text x={size.width - size.right} y={size.height + 26} textAnchor="end">
          {sayDay(last.week)}
        </text>
      )}
      {[1, 0]
        .filter((share) => Math.abs(yOf(share) - last.y) > 14)
        .map((share) => (
          <text key={share} x={size.width} y={yOf(share) + 4} textAnchor="end">
            {sayPercent(share)}
          </text>
        ))}
    </>
  )
}

function weekData(kept: StepDetail['kept']): TableData {
  return tableOf(
    ['week', 'kept_share', 'kept_low', 'kept_high', 'n', 'pending'],
    kept.map((one) => [one.week, one.share, one.low, one.high, one.n, one.pending]),
  )
}

function WeekTable({ kept }: { kept: StepDetail['kept'] }) {
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">Week of</th>
          <th scope="col" className="number">
            Kept
          </th>
          <th scope="col" className="number">
            95 %
          </th>
          <th scope="col" className="number">
            n
          </th>
        </tr>
      </thead>
      <tbody>
        {kept.map((one) => (
          <tr key={one.week}>
            <td>{sayDay(one.week)}</td>
            <td className="number">{sayShare(one).value}</td>
            <td className="number">{sayShare(one).interval}</td>
            <td className="number">{sayCount(one.n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function yOf(share: number): number {
  return 8 + (1 - share) * size.height
}

function placed(kept: StepDetail['kept']) {
  const known = kept.flatMap(({ week: monday, share, n }) =>
    share === null ? [] : [{ week: monday, share, n, at: Date.parse(monday) }],
  )
  const from = known[0]?.at ?? 0
  const span = Math.max(1, (known.at(-1)?.at ?? 0) - from)
  const room = size.width - size.left - size.right
  return known.map((point) => ({ ...point, x: size.left + ((point.at - from) / span) * room, y: yOf(point.share) }))
}

function sayWeeks(kept: StepDetail['kept']): string {
  const known = kept.filter((one) => one.share !== null)
  const first = known[0]
  const last = known.at(-1)
  if (!first || !last) return 'Promise kept by week: none decided.'
  return `Promise kept by week, ${known.length} weeks: ${sayPercent(first.share ?? 0)} in the week of ${sayDay(first.week)}, ${sayPercent(last.share ?? 0)} in the week of ${sayDay(last.week)}.`
}
