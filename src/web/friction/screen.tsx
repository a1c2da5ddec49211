import './friction.css'
import { keepPreviousData } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Frictions } from '../../insight/friction/answers.ts'
import { useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { Screen } from '../app/screen.tsx'
import { stepFacts } from '../case/story.ts'
import { tableOf } from '../export/table.ts'
import { TakeAlong } from '../export/take-along.tsx'
import { sayCount, sayMany } from '../figure/count.ts'
import { sayPeriod } from '../figure/date.ts'
import { Figure } from '../figure/figure.tsx'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { Opportunity } from './opportunity.tsx'
import { Ranking } from './ranking.tsx'
import { keyOf, kindWords } from './words.ts'

/** The friction report: opportunities by customers × cost, each with its evidence and the question to ask next. */
export function ReportScreen() {
  const { map } = useParams({ from: '/report/$map' })
  const { query, filters, count, clear } = useFilters()
  const drawn = useAsk('GET /api/maps/:map', { params: { map } })
  const answer = useAsk(
    'GET /api/maps/:map/friction',
    { params: { map }, query: { ...query, evidence: '8', words: '4' } },
    { placeholderData: keepPreviousData },
  )
  const { data } = answer
  const failed = answer.error ?? drawn.error
  const steps = stepFacts(drawn.data?.map)
  const titleOf = (step: string) => steps.get(step)?.title ?? step
  return (
    <Screen
      title={`Friction · ${drawn.data?.map.title ?? map}`}
      simulated={drawn.data?.map.simulated ?? false}
      tags={<FilterBar />}
      actions={
        <>
          <Link className="report-action" to="/map/$map" params={{ map }} search={{ ...filters, show: 'friction' }}>
            On the map
          </Link>
          <button type="button" className="report-action" onClick={() => print()}>
            Print
          </button>
        </>
      }
      summary={data && <Summary data={data} />}
    >
      {failed ? (
        <Failed error={failed} again={() => void Promise.all([answer.refetch(), drawn.refetch()])} />
      ) : !data || !drawn.data ? (
        <Loading what="the frictions" />
      ) : data.cases === 0 && count > 0 ? (
        <Empty says="No case fits these filters." action="Show all cases" onClick={clear} />
      ) : data.cases === 0 ? (
        <Empty
          says="No event is a step of this map yet: import a file, and what goes wrong is listed here."
          action="Import a file"
          to={{ to: '/' }}
        />
      ) : (
        <div className="report" aria-busy={answer.isPlaceholderData}>
          <Report data={data} map={map} titleOf={titleOf} />
        </div>
      )}
    </Screen>
  )
}

/** Where each case is a customer of its own, as it is where events name none, only the cases are spoken of. */
function sayOf({ cases, customers, period }: Frictions): string {
  const of = customers === cases ? [] : [`of ${sayMany(customers, 'customer')}`]
  return [...of, ...(period ? [sayPeriod(period.from, period.to)] : [])].join(', ')
}

function Summary({ data }: { data: Frictions }) {
  const kinds = new Set(data.frictions.map(({ kind }) => kind)).size
  return (
    <>
      <Figure label="Cases" value={sayCount(data.cases)} sure={sayOf(data)} />
      <Figure label="Frictions found" value={sayCount(data.frictions.length)} sure={`of ${sayMany(kinds, 'kind')}`} />
      {data.absent.length > 0 && (
        <Figure
          label="Looked for, not found"
          value={sayMany(data.absent.length, 'kind')}
          sure={data.absent.map((kind) => kindWords[kind].word.toLowerCase()).join(', ')}
        />
      )}
      {data.unseen.length > 0 && (
        <Figure label="Cannot be looked for" value={sayMany(data.unseen.length, 'kind')} sure="why: at the end" />
      )}
    </>
  )
}

function Report({ data, map, titleOf }: { data: Frictions; map: string; titleOf: (step: string) => string }) {
  if (data.frictions.length === 0) {
    return (
      <>
        <p className="report-lead">Nothing went wrong in a way that these events show.</p>
        <NotFound data={data} />
      </>
    )
  }
  return (
    <>
      <div className="report-head">
        <p className="report-lead">
          {data.currency === null
            ? 'The map states no value of a good outcome, so costs are what went beyond the limit: hours, visits, requests. Give the map an outcome.value to rank them in money.'
            : `Costs: the value of a good outcome × how much rarer it is among those struck than among those who came to the same step and were spared × finished cases struck. A difference seen beside the friction, not shown to be its effect.`}
        </p>
        <TakeAlong name={`Friction ${map}`} table={() => frictionData(data, titleOf)} />
      </div>
      <Ranking data={data} map={map} titleOf={titleOf} />
      {data.frictions.map((one, i) => (
        <Opportunity key={keyOf(one)} one={one} rank={i + 1} map={map} titleOf={titleOf} />
      ))}
      <NotFound data={data} />
    </>
  )
}

/** What the log cannot show, and what would let it: an empty list must not be read as all is well. */
function NotFound({ data: { unseen, absent } }: { data: Frictions }) {
  return (
    <>
      {unseen.length > 0 && (
        <section className="report-unseen">
          <h2>What cannot be looked for here</h2>
          <dl>
            {unseen.map(({ kind, why, remedy }) => (
              <div key={kind}>
                <dt>{kindWords[kind].word}</dt>
                <dd>
                  {why} <span className="soft">{remedy}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {absent.length > 0 && (
        <p className="report-lead">
          Looked for and not found: {absent.map((kind) => kindWords[kind].word.toLowerCase()).join(', ')}.
        </p>
      )}
    </>
  )
}

function frictionData({ frictions }: Frictions, titleOf: (step: string) => string) {
  return tableOf(
    ['kind', 'step', 'title', 'cause', 'cases', 'customers', 'share', 'n', 'low', 'high', 'cost', 'cost_unit', 'trend'],
    frictions.map(({ kind, at, cause, cases, customers, share, n, low, high, cost, costing, trend }) => [
      kind,
      at,
      titleOf(at),
      cause,
      cases,
      customers,
      share,
      n,
      low,
      high,
      cost,
      costing?.unit ?? null,
      trend.direction,
    ]),
  )
}
