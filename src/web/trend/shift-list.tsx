import { Link } from '@tanstack/react-router'
import type { Chart, Shift, Trend } from '../../insight/trend/answers.ts'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { sayMany } from '../figure/count.ts'
import { sayDate, sayDay } from '../figure/date.ts'
import { SmallChart } from './control-chart.tsx'
import { changeUnit, metricWords, sayChange, sayLevel } from './words.ts'

interface ShiftListProps {
  trend: Trend
  map: string | undefined
  titleOf: (step: string) => string
  chosen: Chart | undefined
  choose: (shift: Shift) => void
}

/** Every shift, the strongest first: since when, from what to what, and the cases on either side. */
export function ShiftList({ trend, map, titleOf, chosen, choose }: ShiftListProps) {
  return (
    <table className="tr-list">
      <caption className="spoken">Shifts, the strongest first</caption>
      <thead>
        <tr>
          <th scope="col">What shifted</th>
          <th scope="col">Since</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col">Difference, 95 %</th>
          <th scope="col">Course</th>
          <th scope="col">Cases</th>
        </tr>
      </thead>
      <tbody>
        {trend.shifts.map((shift) => (
          <ShiftRow
            key={`${shift.at} ${shift.metric} ${shift.when}`}
            shift={shift}
            chart={trend.charts.find((one) => one.metric === shift.metric && one.at === shift.at)}
            bucket={trend.bucket}
            map={map}
            title={shift.at === null ? 'The whole journey' : titleOf(shift.at)}
            isChosen={chosen?.metric === shift.metric && chosen.at === shift.at}
            choose={() => choose(shift)}
          />
        ))}
      </tbody>
    </table>
  )
}

interface ShiftRowProps {
  shift: Shift
  chart: Chart | undefined
  bucket: Trend['bucket']
  map: string | undefined
  title: string
  isChosen: boolean
  choose: () => void
}

function ShiftRow({ shift, chart, bucket, map, title, isChosen, choose }: ShiftRowProps) {
  const { unit } = shift
  const year = new Date(shift.when).getUTCFullYear()
  const isExact = shift.earliest === shift.latest
  return (
    <tr data-chosen={isChosen || undefined}>
      <th scope="row">
        <button type="button" className="tr-choose" aria-pressed={isChosen} onClick={choose}>
          {title}
          <small>{metricWords[shift.metric]}</small>
        </button>
      </th>
      <td>
        {sayDate(shift.when)}
        <small>
          {shift.until === null ? 'and it stays' : `until ${sayDay(shift.until, year)}`}
          {!isExact && ` · between ${sayDay(shift.earliest, year)} and ${sayDay(shift.latest, year)}`}
        </small>
      </td>
      <td>
        {sayLevel(unit, shift.before, bucket)}
        <small>n {shift.sides.before.n.toLocaleString('en-US')}</small>
      </td>
      <td>
        <strong>{sayLevel(unit, shift.after, bucket)}</strong>
        <small>n {shift.sides.after.n.toLocaleString('en-US')}</small>
      </td>
      <td>
        {shift.before !== null && shift.after !== null && sayChange(unit, shift.after - shift.before)}
        {changeUnit(unit)}
        <small>
          {shift.low !== null && shift.high !== null
            ? `${sayChange(unit, shift.low)} to ${sayChange(unit, shift.high)}`
            : ''}
        </small>
      </td>
      <td>{chart && <SmallChart chart={chart} shift={shift} />}</td>
      <td className="tr-behind">
        <SideLink shift={shift} side="before" map={map} />
        <SideLink shift={shift} side="after" map={map} />
      </td>
    </tr>
  )
}

/** The cases of one side: those that came to the step, or began, on its days. */
export function SideLink({ shift, side, map }: { shift: Shift; side: 'before' | 'after'; map: string | undefined }) {
  const { filters } = useFilters()
  const { from, to, cases } = shift.sides[side]
  const begins = shift.metric === 'reached' || shift.at === null
  return (
    <Link
      to="/cases"
      search={{ ...filters, ...mapQuery(map), behind: { kind: 'during', step: begins ? null : shift.at, from, to } }}
    >
      {sayMany(cases, 'case')} {side}
    </Link>
  )
}
