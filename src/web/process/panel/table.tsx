import { type ReactNode, useMemo, useState } from 'react'
import { sayCount } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'
import { sayPercent } from '../../figure/share.ts'
import type { Kept } from '../graph/keep.ts'
import type { Graph, Link } from '../graph/model.ts'
import { directionOf } from '../graph/order.ts'
import { directionWords, type Names } from '../words.ts'

export interface TableProps {
  graph: Graph
  kept: Kept
  order: ReadonlyMap<string, number>
  names: Names
  selected: string | null
  select: (id: string) => void
}

interface Column {
  readonly title: string
  readonly isNumber?: boolean
  readonly of: (link: Link, props: TableProps) => number | string
  readonly say?: (link: Link, props: TableProps) => ReactNode
}

const share = (link: Link, { graph }: TableProps) => link.cases / Math.max(1, graph.places.get(link.from)?.cases ?? 1)
const time = (title: string, of: (times: NonNullable<Link['times']>) => number): Column => ({
  title,
  isNumber: true,
  of: (link) => (link.times ? of(link.times) : -1),
  say: (link) => (link.times ? sayDuration(of(link.times)) : '–'),
})
const columns: readonly Column[] = [
  { title: 'From', of: (link, { names }) => names.title(link.from) },
  { title: 'To', of: (link, { names }) => names.title(link.to) },
  {
    title: 'Transition',
    of: (link, { order }) => directionOf(link, order),
    say: (link, { order }) => {
      const { sign, says } = directionWords[directionOf(link, order)]
      return (
        <>
          {sign} <span className="pm-way-words">{says}</span>
        </>
      )
    },
  },
  { title: 'Cases', isNumber: true, of: (link) => link.cases, say: (link) => sayCount(link.cases) },
  { title: 'Of those at From', isNumber: true, of: share, say: (link, props) => sayPercent(share(link, props)) },
  { title: 'Times taken', isNumber: true, of: (link) => link.count, say: (link) => sayCount(link.count) },
  time('Median', (times) => times.median),
  time('p90', (times) => times.p90),
  time('Mean', (times) => times.mean),
  {
    title: 'On the picture',
    of: (link, { kept }) => (kept.links.includes(link) ? 1 : 0),
    say: (link, { kept }) => (kept.links.includes(link) ? 'shown' : 'hidden'),
  },
]
const page = 200

/** Every transition, whether the picture has room for it or not. */
export function Table(props: TableProps) {
  const [sort, setSort] = useState<Sort>({ by: 3, isUp: false })
  const [length, setLength] = useState(page)
  const rows = useMemo(() => sorted(props, sort), [props, sort])
  return (
    <div className="pm-table">
      <table>
        <caption className="spoken">Transitions</caption>
        <Head sort={sort} setSort={setSort} />
        <tbody>
          {rows.slice(0, length).map((link) => (
            <Row key={link.id} link={link} table={props} />
          ))}
        </tbody>
      </table>
      {rows.length > length && (
        <button type="button" className="pm-more" onClick={() => setLength(length + page)}>
          Show {Math.min(page, rows.length - length)} more of {sayCount(rows.length)}
        </button>
      )}
    </div>
  )
}

interface Sort {
  readonly by: number
  readonly isUp: boolean
}

function Head({ sort, setSort }: { sort: Sort; setSort: (sort: Sort) => void }) {
  return (
    <thead>
      <tr>
        {columns.map((column, by) => (
          <th
            key={column.title}
            scope="col"
            className={column.isNumber ? 'number' : undefined}
            aria-sort={sort.by === by ? (sort.isUp ? 'ascending' : 'descending') : undefined}
          >
            <button type="button" onClick={() => setSort({ by, isUp: sort.by === by ? !sort.isUp : !column.isNumber })}>
              {column.title}
              <span aria-hidden>{sort.by === by ? (sort.isUp ? ' ↑' : ' ↓') : ''}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Row({ link, table }: { link: Link; table: TableProps }) {
  const isSelected = link.id === table.selected
  return (
    <tr data-selected={isSelected || undefined} data-direction={directionOf(link, table.order)}>
      {columns.map((column, i) => (
        <td key={column.title} className={column.isNumber ? 'number' : undefined} data-column={column.title}>
          {i === 0 ? (
            <button type="button" className="pm-pick" aria-pressed={isSelected} onClick={() => table.select(link.id)}>
              {say(column, link, table)}
            </button>
          ) : (
            say(column, link, table)
          )}
        </td>
      ))}
    </tr>
  )
}

const say = (column: Column, link: Link, props: TableProps) =>
  column.say?.(link, props) ?? String(column.of(link, props))

function sorted(props: TableProps, { by, isUp }: Sort): Link[] {
  const value = columns[by]?.of
  if (!value) return [...props.graph.links]
  const keyed = props.graph.links.map((link) => [value(link, props), link] as const)
  keyed.sort(
    ([a], [b]) =>
      (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))) * (isUp ? 1 : -1),
  )
  return keyed.map(([, link]) => link)
}
