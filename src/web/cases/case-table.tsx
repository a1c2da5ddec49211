import { Link } from '@tanstack/react-router'
import type { CaseRow } from '../../insight/cases/answers.ts'
import { mapQuery } from '../app/map-choice.ts'
import { sayCount } from '../figure/count.ts'
import { sayInstant } from '../figure/date.ts'
import { sayDuration } from '../figure/duration.ts'

import type { CaseSort } from './search.ts'
import { SortHead } from './sort-head.tsx'

interface CaseTableProps {
  rows: readonly CaseRow[]
  /** what `took` is, as the column's head; where no row has it, the column tells how long each case lasted */
  took: string
  titleOf: (step: string) => string
  map: string | undefined
  sort: CaseSort | undefined
}

export function CaseTable({ rows, took, titleOf, map, sort }: CaseTableProps) {
  const asked = rows.some((row) => row.took !== null)
  const timeOf = (row: CaseRow) => (asked ? row.took : (Date.parse(row.ended) - Date.parse(row.started)) / 1000)
  const longest = Math.max(0, ...rows.map((row) => timeOf(row) ?? 0))
  return (
    <table className="case-table">
      <caption className="spoken">Cases, times in UTC</caption>
      <thead>
        <tr>
          <th scope="col">Case</th>
          <th scope="col">Customer</th>
          <SortHead column="started" sort={sort}>
            Began (UTC)
          </SortHead>
          <SortHead column="ended" sort={sort}>
            Last event (UTC)
          </SortHead>
          <SortHead column="steps" sort={sort} isNumber>
            Steps
          </SortHead>
          <th scope="col">Last step</th>
          <SortHead column="took" sort={sort}>
            {asked ? took : 'First to last event'}
          </SortHead>
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
              <Took seconds={timeOf(row)} longest={longest} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Took({ seconds, longest }: { seconds: number | null; longest: number }) {
  if (seconds === null) return <span className="absent">never so far</span>
  return (
    <span className="took">
      {sayDuration(seconds)}
      <i style={{ width: `${longest > 0 ? (seconds / longest) * 80 : 0}px` }} aria-hidden="true" />
    </span>
  )
}
