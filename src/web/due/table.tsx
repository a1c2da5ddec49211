import { Link } from '@tanstack/react-router'
import type { CaseForecast, Forecast } from '../../insight/forecast/answers.ts'
import { mapQuery } from '../app/map-choice.ts'
import { tableOf } from '../export/table.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayInstant } from '../figure/date.ts'
import { sayDuration } from '../figure/duration.ts'
import { sayPercent } from '../figure/share.ts'

interface DueTableProps {
  readonly forecast: Forecast
  readonly map: string | undefined
  readonly titleOf: (step: string) => string
}

/** One row a case: the chance that it misses its promise as a bar and a figure, what is left of its time, and where it is likely to go. */
export function DueTable({ forecast, map, titleOf }: DueTableProps) {
  return (
    <>
      <div className="due-tools">
        <TakeAlong name="Due" table={() => dueData(forecast)} />
      </div>
      <table className="due-table">
        <caption className="spoken">Open cases by the chance that they miss their promise, times in UTC</caption>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Stands at</th>
            <th scope="col">Chance to miss it</th>
            <th scope="col">Left</th>
            <th scope="col">Due (UTC)</th>
            <th scope="col">Likeliest next</th>
          </tr>
        </thead>
        <tbody>
          {forecast.cases.map((row) => (
            <DueRow key={row.key} row={row} now={forecast.now} map={map} titleOf={titleOf} />
          ))}
        </tbody>
      </table>
    </>
  )
}

interface DueRowProps {
  readonly row: CaseForecast
  readonly now: string
  readonly map: string | undefined
  readonly titleOf: (step: string) => string
}

function DueRow({ row, now, map, titleOf }: DueRowProps) {
  const { promise, next } = row
  if (promise === null) return null
  const [likeliest] = next
  return (
    <tr>
      <th scope="row">
        <Link to="/case/$key" params={{ key: row.key }} search={mapQuery(map)} title={row.basis.says}>
          {row.case}
        </Link>
      </th>
      <td>{titleOf(row.step)}</td>
      <td>
        <span className="due-chance">
          <i style={{ width: `${Math.max(1, promise.late * 96)}px` }} aria-hidden /> {sayPercent(promise.late)}
        </span>
      </td>
      <td>{sayDuration((Date.parse(promise.due) - Date.parse(now)) / 1000)}</td>
      <td className="soft">{sayInstant(promise.due)}</td>
      <td className="soft">
        {row.over >= 0.5
          ? 'likely nothing more'
          : likeliest
            ? `${titleOf(likeliest.step)} ${sayPercent(likeliest.chance)}`
            : '–'}
      </td>
    </tr>
  )
}

function dueData({ cases }: Forecast) {
  return tableOf(
    ['case', 'key', 'step', 'since', 'due', 'chance_late', 'chance_over'],
    cases.map(({ case: name, key, step, since, promise, over }) => [
      name,
      key,
      step,
      since,
      promise?.due ?? null,
      promise?.late ?? null,
      over,
    ]),
  )
}
