import { Link } from '@tanstack/react-router'
import type { CaseRow } from '../../insight/answers.ts'
import { mapQuery } from '../app/map-choice.ts'
import { sayCount } from '../figure/count.ts'
import { sayInstant } from '../figure/date.ts'
import { sayDuration } from '../figure/duration.ts'

interface CaseTableProps {
  rows: readonly CaseRow[]
  /** what `took` is, as the column's head */
  took: string
  titleOf: (step: string) => string
  map: string | undefined
}

export function CaseTable({ rows, took, titleOf, map }: CaseTableProps) {
  const longest = Math.max(0, ...rows.map((row) => row.took ?? 0))
  return (
    <table className="case-table">
      <caption className="spoken">Cases, times in UTC</caption>
      <thead>
        <tr>
          <th scope="col">Case</th>
          <th scope="col">Customer</th>
          <th scope="col">Began (UTC)</th>
          <th scope="col">Last event (UTC)</th>
          <th scope="col" className="number">
            Steps
          </th>
          <th scope="col">Last step</th>
          <th scope="col">{took}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <Link to="/case/$key" params={{ key: row.key }} search={mapQuery(map)}>
                {row.case || row.customer}
              </Link>
            </th>
            <td>{row.customer}</td>
            <td className="soft">{sayInstant(row.started)}</td>
            <td className="soft">{sayInstant(row.ended)}</td>
            <td className="number">{sayCount(row.steps)}</td>
            <td>{titleOf(row.last)}</td>
            <td>
              {row.took === null ? (
                <span className="absent">not told</span>
              ) : (
                <span className="took">
                  {sayDuration(row.took)}
                  <i style={{ width: `${longest > 0 ? (row.took / longest) * 80 : 0}px` }} aria-hidden="true" />
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
