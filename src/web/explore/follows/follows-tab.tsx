import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type AnswerOf, useAsk } from '../../app/ask.ts'
import type { Search } from '../../app/filters.ts'
import { Segmented } from '../../app/segmented.tsx'
import { tableOf } from '../../export/table.ts'
import { sayCount, sayShortCount } from '../../figure/count.ts'
import { Failed, Loading } from '../../figure/states.tsx'
import type { StepNames } from '../../variants/names.ts'
import { Answer } from '../answer.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'

const measures = { cases: 'Cases', count: 'Every pair' } as const
type Measure = keyof typeof measures

function readFollows(ask: Search): { measure: Measure } {
  return { measure: ask['measure'] === 'count' ? 'count' : 'cases' }
}

/** More rows than this are no picture any more; the rest is counted, and in the table that can be taken along. */
const mostSteps = 40

/** Which step is eventually followed by which, neighbours or not. */
export function FollowsTab({ steps, names, query }: ExplorePlace) {
  const { asked, set } = useAsked(readFollows)
  const follows = useAsk('GET /api/explore/eventually-follows', { query }, { placeholderData: keepPreviousData })
  return (
    <>
      <div className="ex-controls">
        <Segmented
          label="Counted"
          value={asked.measure}
          options={measures}
          choose={(one) => set({ measure: one === 'cases' ? undefined : one })}
        />
      </div>
      {follows.error ? (
        <Failed error={follows.error} again={follows.refetch} />
      ) : follows.data ? (
        <Answer
          name={`sooner or later`}
          isStale={follows.isPlaceholderData}
          table={() => followsData(follows.data, names)}
        >
          <FollowsTable follows={follows.data} steps={steps} names={names} measure={asked.measure} />
        </Answer>
      ) : (
        <Loading what="the pairs" />
      )}
    </>
  )
}

interface FollowsTableProps {
  readonly follows: AnswerOf<'GET /api/explore/eventually-follows'>
  readonly steps: readonly string[]
  readonly names: StepNames
  readonly measure: Measure
}

function FollowsTable({ follows: { pairs, cases }, steps, names, measure }: FollowsTableProps) {
  const found = useMemo(() => new Map(pairs.map((pair) => [JSON.stringify([pair.from, pair.to]), pair])), [pairs])
  const shown = steps.slice(0, mostSteps)
  const most = Math.max(1, ...pairs.map((pair) => pair[measure]))
  return (
    <>
      <div className="ex-scroll">
        <table className="plain ex-heat ex-pairs">
          <caption className="ex-says">
            {measure === 'cases'
              ? `Of ${sayCount(cases)} cases: those in which the step of the row is followed, at once or later, by that of the column.`
              : `Every pair of visits of one case counts, over ${sayCount(cases)} cases: the row first, the column later.`}
          </caption>
          <thead>
            <tr>
              <th scope="col">First ↓ then →</th>
              {shown.map((step) => (
                <th scope="col" key={step} className="ex-tilted">
                  <span>{names.title(step)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((from) => (
              <tr key={from}>
                <th scope="row">{names.title(from)}</th>
                {shown.map((to) => {
                  const count = found.get(JSON.stringify([from, to]))?.[measure] ?? 0
                  return <PairCell key={to} from={from} to={to} count={count} most={most} names={names} />
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {steps.length > shown.length && (
        <p className="faint">
          {steps.length - shown.length} further steps are not drawn; the table that you take along has all{' '}
          {sayCount(pairs.length)} pairs.
        </p>
      )}
      <p className="faint">A figure opens the time between the two steps.</p>
    </>
  )
}

interface PairCellProps {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly most: number
  readonly names: StepNames
}

function PairCell({ from, to, count, most, names }: PairCellProps) {
  if (count === 0) return <td className="number ex-nothing">·</td>
  return (
    <td className="number" style={{ '--heat': `${Math.round(6 + (count / most) * 64)}%` }}>
      <Link
        to="/explore/{-$map}"
        params={(old) => old}
        search={(old) => ({ ...old, tab: 'between', ask: { first: from, second: to } })}
        className="behind"
        aria-label={`${names.title(from)}, then ${names.title(to)}: ${sayCount(count)}`}
        title={sayCount(count)}
      >
        {sayShortCount(count)}
      </Link>
    </td>
  )
}

function followsData({ pairs }: FollowsTableProps['follows'], names: StepNames) {
  return tableOf(
    ['from', 'to', 'pairs', 'cases'],
    pairs.map(({ from, to, count, cases }) => [names.title(from), names.title(to), count, cases]),
  )
}
