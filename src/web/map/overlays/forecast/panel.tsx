import { Link } from '@tanstack/react-router'
import type { OpenStep } from '../../../../insight/forecast/answers.ts'
import { useAsk } from '../../../app/ask.ts'
import { useFilters } from '../../../app/filters.ts'
import { mapQuery } from '../../../app/map-choice.ts'
import { sayCount, sayMany } from '../../../figure/count.ts'
import { sayDuration } from '../../../figure/duration.ts'
import { sayPercent } from '../../../figure/share.ts'
import type { Column } from '../../columns.ts'
import { CasesLink } from '../../panel/cases-link.tsx'
import { Section } from '../../panel/section.tsx'
import type { OverlayPlace } from '../overlay.tsx'
import type { ForecastData } from './answer.ts'
import { ArrivalsChart, Backtested } from './arrivals-chart.tsx'
import { saySpread } from './cells.tsx'

/** Who stands at the step, where they go and when, who is at risk, and how many are expected. */
export function forecastPanel(data: ForecastData, column: Column, place: OverlayPlace) {
  const at = data.steps.get(column.step.id)
  const arrivals = data.arrivalsAt.get(column.step.id)
  return (
    <>
      <Section title="Open cases that stand here">
        {at === undefined || at.open === 0 ? (
          <p className="absent">Nobody stands here now.</p>
        ) : (
          <Standing at={at} data={data} place={place} />
        )}
      </Section>
      <Section title="Arrivals, by day">
        {arrivals ? (
          <>
            <ArrivalsChart at={arrivals} />
            <Backtested at={arrivals} />
          </>
        ) : (
          <p className="absent">{data.arrivalsFailed ?? 'Fetching the arrivals…'}</p>
        )}
      </Section>
    </>
  )
}

interface StandingProps {
  readonly at: OpenStep
  readonly data: ForecastData
  readonly place: OverlayPlace
}

function Standing({ at, data: { forecast }, place }: StandingProps) {
  return (
    <>
      <div className="row">
        <span>Open here now</span>
        <CasesLink id={place.id} behind={{ kind: 'standing', step: at.step, within: at.within }}>
          {sayMany(at.open, 'case')}
        </CasesLink>
      </div>
      {at.tooFew ? (
        <p className="absent">Fewer than 20 visits are known: too few to say what comes next.</p>
      ) : (
        <>
          {at.wait && (
            <div className="row">
              <span>Until the next step, from now</span>
              <span>
                {sayDuration(at.wait.p50)} <small>{saySpread(at.wait)}</small>
              </span>
            </div>
          )}
          {at.remaining && (
            <div className="row">
              <span>Until the case ends</span>
              <span>
                {sayDuration(at.remaining.p50)} <small>{saySpread(at.remaining)}</small>
              </span>
            </div>
          )}
          {at.over !== null && (
            <div className="row">
              <span>Silent for good, by now</span>
              <span>{sayPercent(at.over)}</span>
            </div>
          )}
          <h3 className="panel-sub">Next</h3>
          {at.next.map(({ step, chance }) => (
            <div className="row way" key={step}>
              <span>{place.model.nameOf(step)}</span>
              <span>{sayPercent(chance)}</span>
              <span className="way-line" style={{ width: `${chance * 100}%` }} aria-hidden />
            </div>
          ))}
          <AtRisk at={at} drawn={forecast.drawn} place={place} />
        </>
      )}
      <p className="faint">
        Means and medians over {sayMany(at.n, 'forecast')}; times with the middle 8 of 10.
        {forecast.sample.cases < forecast.sample.of &&
          ` Learned from a sample of ${sayCount(forecast.sample.cases)} of ${sayCount(forecast.sample.of)} cases.`}
      </p>
    </>
  )
}

const listed = 8

function AtRisk({ at, drawn, place }: Pick<StandingProps, 'at' | 'place'> & { drawn: boolean }) {
  const { query } = useFilters()
  const { data } = useAsk('GET /api/forecast', {
    query: { ...query, map: place.id, step: at.step, limit: String(listed) },
  })
  if (data === undefined) return <span className="skeleton wide" />
  if (data.cases.length === 0) return null
  return (
    <>
      <h3 className="panel-sub">{drawn ? 'Least likely to end well' : 'Longest to go'}</h3>
      {data.cases.map((row) => (
        <div className="row" key={row.key} title={row.basis.says}>
          <Link to="/case/$key" params={{ key: row.key }} search={mapQuery(place.id)} className="behind">
            {row.case}
          </Link>
          <span>
            {drawn && sayPercent(row.outcomes.find(({ outcome }) => outcome === 'good')?.chance ?? 0)}{' '}
            <small>{sayDuration(row.remaining.p50)} to go</small>
          </span>
        </div>
      ))}
    </>
  )
}
