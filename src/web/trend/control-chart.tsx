import type { Chart, ChartPoint, Shift } from '../../insight/trend/answers.ts'
import { sayDate } from '../figure/date.ts'
import { type ChartScale, chartScale } from './chart-scale.ts'
import { metricWords, sayLevel } from './words.ts'

interface ControlChartProps {
  chart: Chart
  shifts: readonly Shift[]
  bucket: 'day' | 'week'
  width: number
  height: number
}

const left = 62
const foot = 22

/** Values week by week, the level each belongs to, the limits of chance around it, and where a level gave way to the next. */
export function ControlChart({ chart, shifts, bucket, width, height }: ControlChartProps) {
  const scale = chartScale(chart, width - left - 12, height - foot - 10)
  return (
    <svg
      className="tr-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={saidChart(chart, shifts, bucket)}
    >
      <g transform={`translate(${left} 8)`}>
        <Axes chart={chart} scale={scale} width={width - left - 12} height={height - foot - 10} bucket={bucket} />
        <Lines chart={chart} scale={scale} />
        {shifts.map((shift) => (
          <line
            key={shift.when}
            className="tr-when"
            x1={scale.x(shift.when)}
            x2={scale.x(shift.when)}
            y1={-4}
            y2={height - foot - 10}
          />
        ))}
        {chart.points.map((point) => (
          <Dot key={point.at} point={point} chart={chart} scale={scale} bucket={bucket} />
        ))}
      </g>
    </svg>
  )
}

/** The same without axes, for a row of the list. */
export function SmallChart({ chart, shift }: { chart: Chart; shift: Shift }) {
  const [width, height] = [180, 40]
  const scale = chartScale(chart, width - 6, height - 6)
  const until = shift.until ?? chart.points.at(-1)?.at ?? shift.when
  return (
    <svg className="tr-small" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <g transform="translate(3 3)">
        <rect
          className="tr-after"
          x={scale.x(shift.when)}
          width={Math.max(2, scale.x(until) - scale.x(shift.when))}
          y={-3}
          height={height}
        />
        <Lines chart={chart} scale={scale} />
      </g>
    </svg>
  )
}

/** The band of chance, the levels and the values; each level is drawn for itself. */
function Lines({ chart, scale }: { chart: Chart; scale: ChartScale }) {
  const at = (value: (point: ChartPoint) => number) => (point: ChartPoint) =>
    `${scale.x(point.at).toFixed(1)} ${scale.y(value(point)).toFixed(1)}`
  const path = (points: readonly string[]) => `M${points.join('L')}`
  return (
    <>
      {levelsOf(chart).map((points) => (
        <g key={points[0]?.at}>
          <path
            className="tr-band"
            d={`${path([...points.map(at((point) => point.upper)), ...points.toReversed().map(at((point) => point.lower))])}Z`}
          />
          <path className="tr-centre" d={path(points.map(at((point) => point.centre)))} />
        </g>
      ))}
      <path className="tr-line" d={path(chart.points.map(at((point) => point.value)))} />
    </>
  )
}

/** Neighbours belong to one level while its centre moves by no more than weekdays and a drift move it. */
function levelsOf(chart: Chart): readonly (readonly ChartPoint[])[] {
  const levels: ChartPoint[][] = []
  for (const point of chart.points) {
    const level = levels.at(-1)
    if (level !== undefined && level[0]?.level === point.level) level.push(point)
    else levels.push([point])
  }
  return levels
}

function Axes(props: { chart: Chart; scale: ChartScale; width: number; height: number; bucket: 'day' | 'week' }) {
  const { chart, scale, width, height, bucket } = props
  return (
    <g className="tr-axes">
      {scale.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${scale.y(tick)})`}>
          <line x2={width} />
          <text x={-8} dy="0.35em" textAnchor="end">
            {chart.unit === 'count' ? Math.round(tick).toLocaleString('en-US') : sayLevel(chart.unit, tick, bucket)}
          </text>
        </g>
      ))}
      {scale.days.map((day) => (
        <text key={day} x={scale.x(day)} y={height + 17} textAnchor="middle">
          {sayMonth(day)}
        </text>
      ))}
    </g>
  )
}

/** "Oct", and in January the year. */
function sayMonth(day: string): string {
  const [, month = ''] = sayDate(day).split(' ')
  return month === 'Jan' ? `Jan ${day.slice(0, 4)}` : month
}

const rules = { 1: 'beyond 3 sigma', 2: 'ninth on one side', 5: 'two of three beyond 2 sigma' } as const

function Dot(props: { point: ChartPoint; chart: Chart; scale: ChartScale; bucket: 'day' | 'week' }) {
  const { point, chart, scale, bucket } = props
  const odd = point.breaks.map((rule) => rules[rule]).join(', ')
  const said = `${sayDate(point.at)}: ${sayLevel(chart.unit, point.value, bucket)}, n ${point.n.toLocaleString('en-US')}`
  return (
    <circle
      className="tr-dot"
      data-odd={odd === '' ? undefined : ''}
      cx={scale.x(point.at)}
      cy={scale.y(point.value)}
      r={odd === '' ? 2.4 : 4}
    >
      <title>{odd === '' ? said : `${said}; ${odd}`}</title>
    </circle>
  )
}

function saidChart(chart: Chart, shifts: readonly Shift[], bucket: 'day' | 'week'): string {
  const odd = chart.points.filter(({ breaks }) => breaks.length > 0).length
  const found =
    shifts.length === 0
      ? 'no shift'
      : shifts
          .map(
            (shift) =>
              `from ${sayDate(shift.when)}${shift.until === null ? '' : ` until ${sayDate(shift.until)}`} ${sayLevel(chart.unit, shift.after, bucket)} after ${sayLevel(chart.unit, shift.before, bucket)}`,
          )
          .join('; ')
  return `${metricWords[chart.metric]} by ${bucket}, ${chart.points.length} ${bucket}s: ${found}; ${odd} ${bucket}s out of the ordinary`
}
