import type { CaseForecast, Forecast, PromiseForecast, TimeForecast } from '../../insight/forecast/answers.ts'
import { useAsk } from '../app/ask.ts'
import { mapQuery } from '../app/map-choice.ts'
import { sayCount } from '../figure/count.ts'
import { sayInstant } from '../figure/date.ts'
import { sayDuration } from '../figure/duration.ts'
import { sayPercent } from '../figure/share.ts'
import { Failed, Loading } from '../figure/states.tsx'
import type { StepFacts } from './story.ts'

interface CaseForecastProps {
  /** the case's key */
  readonly of: string
  readonly map: string | undefined
  readonly steps: ReadonlyMap<string, StepFacts>
}

/** What is to come in an open case, and what that rests on. */
export function ForecastBlock({ of, map, steps }: CaseForecastProps) {
  const { data, error, refetch } = useAsk('GET /api/forecast', { query: { ...mapQuery(map), case: of, limit: '1' } })
  const row = data?.cases[0]
  if (data !== undefined && row === undefined) return null
  return (
    <section className="case-forecast" aria-label="What is to come">
      <h2>What is to come</h2>
      {error ? (
        <Failed error={error} again={refetch} />
      ) : data === undefined || row === undefined ? (
        <Loading what="what is to come, from past cases" />
      ) : (
        <Forecasted row={row} forecast={data} titleOf={(step) => steps.get(step)?.title ?? step} />
      )}
    </section>
  )
}

interface ForecastedProps {
  readonly row: CaseForecast
  readonly forecast: Forecast
  readonly titleOf: (step: string) => string
}

function Forecasted({ row, forecast, titleOf }: ForecastedProps) {
  const { basis, next, over, outcomes } = row
  const { sample } = forecast
  return (
    <>
      <div className="case-forecast-parts">
        <div>
          <h3>Next</h3>
          {next.map(({ step, chance }) => (
            <Chance key={step} title={titleOf(step)} chance={chance} />
          ))}
          {row.rest >= 0.005 && <Chance title="another step" chance={row.rest} />}
          <Chance title="nothing more: it has ended in silence" chance={over} />
        </div>
        <div>
          <h3>When</h3>
          <Time title="Next step" time={row.wait} isOver={row.over >= 0.5} />
          <Time title="End of the case" time={row.remaining} isOver={row.over >= 0.5} />
          {row.promise && <Promised promise={row.promise} />}
          <p className="faint">
            If anything more comes: middle, and the range of 8 of 10, from {sayInstant(forecast.now)}.
          </p>
        </div>
        <div>
          <h3>{forecast.drawn ? 'How it ends' : 'Where it ends'}</h3>
          {outcomes.slice(0, 4).map(({ outcome, chance }) => (
            <Chance key={outcome} title={forecast.drawn ? outcome : titleOf(outcome)} chance={chance} />
          ))}
        </div>
      </div>
      <p className="soft">
        {basis.tooFew ? (
          <>Only {sayCount(basis.visits)} had come here before: too few to say more than a guess.</>
        ) : (
          <>
            Rests among others on {sayCount(basis.visits)} visits that had come {basis.way.map(titleOf).join(' → ')}:{' '}
            {sayPercent(basis.went / basis.visits)} of them{' '}
            {basis.to === null ? 'ended there' : `went on to ${titleOf(basis.to)}`}.
          </>
        )}
        {sample.cases < sample.of &&
          ` Learned from a sample of ${sayCount(sample.cases)} of ${sayCount(sample.of)} cases.`}
      </p>
    </>
  )
}

function Chance({ title, chance }: { title: string; chance: number }) {
  return (
    <div className="case-row">
      <span>{title}</span>
      <span>{sayPercent(chance)}</span>
      <span className="case-chance-line" style={{ width: `${chance * 100}%` }} aria-hidden />
    </div>
  )
}

function Promised({ promise: { due, late } }: { promise: PromiseForecast }) {
  return (
    <div className="case-row">
      <span>{late === 1 ? 'Promise overdue since' : 'Promise missed by then'}</span>
      <span>
        {late === 1 ? sayInstant(due) : sayPercent(late)} {late < 1 && <small>due {sayInstant(due)}</small>}
      </span>
    </div>
  )
}

function Time({ title, time, isOver }: { title: string; time: TimeForecast; isOver: boolean }) {
  return (
    <div className="case-row">
      <span>{title}</span>
      <span>
        {isOver ? (
          'likely over already'
        ) : (
          <>
            {sayDuration(time.p50)} <small>{`${sayDuration(time.low)} – ${sayDuration(time.high)}`}</small>
          </>
        )}
      </span>
    </div>
  )
}
