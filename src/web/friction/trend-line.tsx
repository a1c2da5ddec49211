import type { FrictionTrend } from '../../insight/friction/answers.ts'
import { sayCount } from '../figure/count.ts'
import { sayDay } from '../figure/date.ts'
import { sayPercent } from '../figure/share.ts'
import { trendWords } from './words.ts'

/** A week with fewer passages is no point of the test, and is drawn hollow. */
const fewInWeek = 5

interface TrendLineProps {
  readonly trend: FrictionTrend
  readonly width?: number
  readonly height?: number
}

/** Share struck by week, from nought to its highest: a gap where a week has none yet, hollow where it has few. */
export function TrendLine({ trend, width = 150, height = 34 }: TrendLineProps) {
  const points = placed(trend, width, height)
  const top = Math.max(0, ...points.map(({ share }) => share))
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return <span className="absent">no week decided yet</span>
  const lines = points.flatMap((point, i) => {
    const next = points[i + 1]
    return next && next.place - point.place === 1 ? [{ from: point, to: next }] : []
  })
  return (
    <svg
      className="trend-line"
      viewBox={`0 0 ${width + 44} ${height + 8}`}
      width={width + 44}
      height={height + 8}
      role="img"
      aria-label={`Share struck by week, ${points.length} weeks: ${sayPercent(first.share)} in the week of ${sayDay(first.week)}, ${sayPercent(last.share)} in the week of ${sayDay(last.week)}; ${trendWords[trend.direction].word}.`}
    >
      <line x1={0} x2={width} y1={height + 3} y2={height + 3} className="axis" />
      {lines.map(({ from, to }) => (
        <line key={from.week} x1={from.x} y1={from.y} x2={to.x} y2={to.y} className="trend-way" />
      ))}
      {points.map((point) => (
        <circle
          key={point.week}
          cx={point.x}
          cy={point.y}
          r={1.9}
          className={point.n < fewInWeek ? 'trend-point few' : 'trend-point'}
        >
          <title>{`Week of ${sayDay(point.week)}: ${sayPercent(point.share)}, n ${sayCount(point.n)}`}</title>
        </circle>
      ))}
      <text x={width + 4} y={10} className="trend-top">
        {sayPercent(top)}
      </text>
    </svg>
  )
}

function placed({ weeks }: FrictionTrend, width: number, height: number) {
  const top = Math.max(...weeks.map(({ share }) => share ?? 0), 1e-9)
  const wide = Math.max(1, weeks.length - 1)
  return weeks.flatMap(({ week, share, n }, place) =>
    share === null
      ? []
      : [{ week, share, n, place, x: 3 + (place / wide) * (width - 6), y: 3 + (1 - share / top) * height }],
  )
}

/** The direction in a sign and a word, with the test's p. */
export function TrendWord({ trend }: { trend: FrictionTrend }) {
  const { sign, word } = trendWords[trend.direction]
  return (
    <span className="trend-word" title={trend.p === null ? word : `Mann-Kendall, p ${trend.p.toFixed(3)}, two-sided`}>
      {sign} {word}
    </span>
  )
}
