import './trend.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import type { Chart, Trend } from '../../insight/trend/answers.ts'
import { Segmented } from '../app/segmented.tsx'
import { tableOf } from '../export/table.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayDay } from '../figure/date.ts'
import { sayDuration } from '../figure/duration.ts'
import { Empty } from '../figure/states.tsx'
import { ControlChart } from './control-chart.tsx'
import { readTrendSearch, type TrendSearch } from './search.ts'
import { ShiftList, SideLink } from './shift-list.tsx'
import { metricWords } from './words.ts'

interface TrendViewProps {
  trend: Trend
  map: string | undefined
  titleOf: (step: string) => string
}

/** The chart that is open, and below it every shift. Which is open stands in the address. */
export function TrendView({ trend, map, titleOf }: TrendViewProps) {
  const search = readTrendSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const set = (patch: { [K in keyof TrendSearch]?: TrendSearch[K] | undefined }) =>
    void navigate({ to: '.', search: (old) => merged(old, patch), replace: true })
  const chart = useMemo(() => chosenChart(trend, search), [trend, search])
  if (trend.bucket === null) {
    return (
      <Empty says="These events span less than two weeks: too short a time to tell a shift from an ordinary day." />
    )
  }
  return (
    <div className="tr-view">
      <ChartChoice trend={trend} chart={chart} titleOf={titleOf} set={set} />
      {chart === undefined ? (
        <p className="absent">Too few observations for a chart; widen the period or the segment.</p>
      ) : (
        <OpenChart trend={trend} chart={chart} bucket={trend.bucket} map={map} />
      )}
      <div className="tr-head">
        <h2>
          Shifts <small className="faint">of which {Math.round(trend.rate * 100)} % may be chance</small>
        </h2>
        {trend.shifts.length > 0 && <TakeAlong name="Shifts" table={() => shiftData(trend)} />}
      </div>
      {trend.shifts.length === 0 ? (
        <p className="soft">
          Nothing shifted in {trend.tested} series. What goes up and down here is within what chance and ordinary weeks
          do.
        </p>
      ) : (
        <ShiftList
          trend={trend}
          map={map}
          titleOf={titleOf}
          chosen={chart}
          choose={({ at, metric }) => set({ at: at ?? undefined, metric })}
        />
      )}
      <LeftOut trend={trend} titleOf={titleOf} />
    </div>
  )
}

function merged(old: Readonly<Record<string, unknown>>, patch: Readonly<Record<string, unknown>>): TrendSearch {
  return Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined))
}

/** The one asked for; else that of the strongest shift; else any. */
function chosenChart({ charts, shifts }: Trend, { at, metric }: TrendSearch): Chart | undefined {
  const find = (place: string | null, of: string) => charts.find((one) => one.at === place && one.metric === of)
  if (metric !== undefined) return find(at ?? null, metric) ?? charts.find((one) => one.at === (at ?? null))
  if (at !== undefined) return charts.find((one) => one.at === at)
  const [first] = shifts
  return first === undefined ? charts[0] : find(first.at, first.metric)
}

interface ChoiceProps {
  trend: Trend
  chart: Chart | undefined
  titleOf: (step: string) => string
  set: (patch: { [K in keyof TrendSearch]?: TrendSearch[K] | undefined }) => void
}

function ChartChoice({ trend, chart, titleOf, set }: ChoiceProps) {
  const places = [...new Set(trend.charts.map((one) => one.at))]
  const offered = trend.charts.filter((one) => one.at === (chart?.at ?? null))
  return (
    <div className="tr-choice">
      <label>
        Where
        <select
          value={chart?.at ?? ''}
          onChange={({ currentTarget }) => set({ at: currentTarget.value || undefined, metric: chart?.metric })}
        >
          {places.map((place) => (
            <option key={place ?? ''} value={place ?? ''}>
              {place === null ? 'The whole journey' : titleOf(place)}
            </option>
          ))}
        </select>
      </label>
      <label>
        What
        <select
          value={chart?.metric ?? ''}
          onChange={({ currentTarget }) => {
            const metric = offered.find((one) => one.metric === currentTarget.value)?.metric
            set({ at: chart?.at ?? undefined, metric })
          }}
        >
          {offered.map((one) => (
            <option key={one.metric} value={one.metric}>
              {metricWords[one.metric]}
            </option>
          ))}
        </select>
      </label>
      <Segmented
        label="By"
        value={trend.bucket ?? 'week'}
        options={{ week: 'By week', day: 'By day' }}
        choose={(bucket) => set({ bucket })}
      />
    </div>
  )
}

interface OpenChartProps {
  trend: Trend
  chart: Chart
  bucket: 'day' | 'week'
  map: string | undefined
}

function OpenChart({ trend, chart, bucket, map }: OpenChartProps) {
  const shifts = trend.shifts.filter((shift) => shift.metric === chart.metric && shift.at === chart.at)
  const last = shifts.at(-1)
  const figure = useRef<HTMLElement>(null)
  return (
    <figure className="tr-figure" ref={figure}>
      <TakeAlong
        name={`Trend ${chart.at ?? 'journey'} ${chart.metric}`}
        table={() => chartData(chart)}
        picture={() => figure.current?.querySelector('svg') ?? null}
      />
      <ControlChart chart={chart} shifts={shifts} bucket={bucket} width={1100} height={250} />
      <figcaption className="faint">
        The band is what chance allows around each level (3 sigma); large points break one of Nelson's rules 1, 2 and 5.
        {chart.followed !== null && ` Everybody is followed for ${sayDuration(chart.followed)}.`}
        {chart.unfinished !== null &&
          ` From ${sayDay(chart.unfinished)} on not everybody has been, so these ${bucket}s are left out.`}
        {chart.drift !== null && ' A steady drift is no shift: it was taken out before looking.'}
        {last !== undefined && shifts.length === 1 && (
          <span className="tr-behind">
            <SideLink shift={last} side="before" map={map} />
            <SideLink shift={last} side="after" map={map} />
          </span>
        )}
      </figcaption>
    </figure>
  )
}

function LeftOut({ trend, titleOf }: { trend: Trend; titleOf: (step: string) => string }) {
  const young = trend.tooYoung.slice(0, 5).map(titleOf).join(', ')
  const more = trend.tooYoung.length - 5
  return (
    <p className="faint">
      {trend.tested} series looked at; {trend.tooFew} more have too few observations.
      {trend.tooYoung.length > 0 &&
        ` Cases still come to ${young}${more > 0 ? ` and ${more} more` : ''} long after they began: the events do not go back far enough to tell a shift there.`}
    </p>
  )
}

function chartData({ points }: Chart) {
  return tableOf(
    ['from', 'value', 'n', 'level', 'lower', 'upper'],
    points.map(({ at, value, n, centre, lower, upper }) => [at, value, n, centre, lower, upper]),
  )
}

function shiftData({ shifts }: Trend) {
  return tableOf(
    [
      'step',
      'metric',
      'unit',
      'when',
      'until',
      'before',
      'before_n',
      'after',
      'after_n',
      'difference_low',
      'difference_high',
      'q',
    ],
    shifts.map(({ at, metric, unit, when, until, before, after, low, high, q, sides }) => [
      at,
      metric,
      unit,
      when,
      until,
      before,
      sides.before.n,
      after,
      sides.after.n,
      low,
      high,
      q,
    ]),
  )
}
