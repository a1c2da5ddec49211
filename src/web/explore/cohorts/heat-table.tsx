import type { Cohort, CohortCell, Cohorts } from '../../../insight/cohorts/answers.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { sayDate } from '../../figure/date.ts'
import { sayShare } from '../../figure/share.ts'
import { BehindLink } from '../behind-link.tsx'

/** Cohorts by periods: each share as a figure on a tint of it; a period that is not over for all is dashed and says so. */
export function HeatTable({ cohorts, map }: { cohorts: Cohorts; map: string | undefined }) {
  const { asked, overall, more } = cohorts
  const most = Math.max(0.01, ...cohorts.cohorts.flatMap(({ cells }) => cells.map(({ share }) => share ?? 0)))
  const isTime = typeof asked.by === 'string'
  return (
    <>
      <div className="co-scroll">
        <table className="co-table">
          <caption className="spoken">{cohorts.says}</caption>
          <thead>
            <tr>
              <th scope="col">{typeof asked.by === 'string' ? `Began in the ${asked.by} of` : asked.by.property}</th>
              <th scope="col" className="number">
                {asked.of === 'cases' ? 'Cases' : 'Customers'}
              </th>
              {overall.map(({ period }) => (
                <th scope="col" key={period} className="number">
                  {period}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.cohorts.map((cohort) => (
              <Row
                key={cohort.id}
                cohort={cohort}
                most={most}
                asked={asked}
                map={map}
                name={isTime ? sayDate(cohort.id) : cohort.id}
              />
            ))}
            <tr className="co-all">
              <th scope="row">All together</th>
              <td className="number">{sayCount(cohorts.units)}</td>
              {overall.map((cell) => (
                <td key={cell.period} className="co-cell" title={sayCell(cell)}>
                  {sayShare(cell).value}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <p className="co-note soft">
        <span className="co-key" aria-hidden /> The period is not over for all of the cohort: the share is of those for
        whom it is, and should not be read as a fall. Empty: it is over for nobody yet. Hover a figure for its interval
        and n.
        {more.cohorts > 0 &&
          ` ${sayMany(more.cohorts, 'cohort')} with ${sayMany(more.units, asked.of === 'cases' ? 'case' : 'customer')} more ${isTime ? 'before these' : 'are smaller'}; “All together” counts them.`}
      </p>
    </>
  )
}

interface RowProps {
  cohort: Cohort
  most: number
  asked: Cohorts['asked']
  map: string | undefined
  name: string
}

function Row({ cohort, most, asked, map, name }: RowProps) {
  const behind = (period: number | null) => ({ kind: 'cohort', asked, cohort: cohort.id, period }) as const
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">
        <BehindLink map={map} behind={behind(null)}>
          {sayCount(cohort.units)}
        </BehindLink>
      </td>
      {cohort.cells.map((cell) => (
        <td
          key={cell.period}
          className="co-cell"
          data-open={cell.n > 0 && !cell.complete ? '' : undefined}
          title={sayCell(cell)}
          style={{ '--heat': `${Math.round((60 * (cell.share ?? 0)) / most)}%` }}
        >
          {cell.n > 0 && (
            <BehindLink
              map={map}
              behind={behind(cell.period)}
              label={`${name}, period ${cell.period}: ${sayCell(cell)}`}
            >
              {sayShare(cell).value}
            </BehindLink>
          )}
        </td>
      ))}
    </tr>
  )
}

function sayCell(cell: CohortCell): string {
  if (cell.n === 0) return 'not over for anybody yet'
  const { value, interval, n } = sayShare(cell)
  return `${value} (${interval} %), ${sayCount(cell.reached)} of ${n.replace('n ', '')}${cell.complete ? '' : ' for whom the period is over'}`
}
