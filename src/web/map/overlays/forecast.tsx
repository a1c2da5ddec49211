import './forecast/forecast.css'
import { Link } from '@tanstack/react-router'
import { useFilters } from '../../app/filters.ts'
import { sayCount } from '../../figure/count.ts'
import { sayInstant } from '../../figure/date.ts'
import { Figure } from '../../figure/figure.tsx'
import { sayPercent } from '../../figure/share.ts'
import { CasesLink } from '../panel/cases-link.tsx'
import { type ForecastData, useForecast } from './forecast/answer.ts'
import { arrivalsCell, goodCell, sayExpected, standingCell, waitCell } from './forecast/cells.tsx'
import { forecastPanel } from './forecast/panel.tsx'
import { type OverlayPlace, overlay } from './overlay.tsx'

/** What is to come: who stands where, how it ends from there, when they go on, and how many are expected. */
export const forecast = overlay({
  id: 'forecast',
  label: 'Forecast',
  useAnswer: useForecast,
  lanes: [
    {
      id: 'show-standing',
      title: 'Standing here now',
      unit: 'open cases; likeliest next',
      cell: standingCell,
      legend:
        'Open cases whose last step this is, counted; under it the step that most of them are expected at next, with its chance.',
    },
    {
      id: 'show-good',
      title: 'Good outcome from here',
      unit: 'mean chance of the open',
      cell: goodCell,
      legend: 'The mean of the chances of a good outcome of the open cases that stand here.',
    },
    {
      id: 'show-wait',
      title: 'Until they go on',
      unit: 'from now; 8 of 10 within',
      cell: waitCell,
      legend:
        'Time from now until the next step, the middle of the open cases that stand here, and the range of 8 of 10.',
    },
    {
      id: 'show-arrivals',
      title: 'Expected in 7 days',
      unit: 'arrivals; 80 % interval',
      cell: arrivalsCell,
      legend:
        'Arrivals expected at this step in the next seven days with the interval that 8 of 10 such forecasts lie in, and those of the last seven.',
    },
  ],
  replaces: ['time', 'drop', 'repeats'],
  summary: (data, place) => <Summary data={data} place={place} />,
  panel: forecastPanel,
  taken: ({ steps, arrivalsAt }, { step }) => {
    const standing = steps.get(step.id)
    const week = arrivalsAt.get(step.id)?.week
    return [
      ['open_now', standing?.open ?? null],
      ['good_outcome_chance', standing?.good ?? null],
      ['likeliest_next', standing?.next[0]?.step ?? null],
      ['likeliest_next_chance', standing?.next[0]?.chance ?? null],
      ['expected_7_days', week?.expected ?? null],
      ['expected_7_days_low', week?.low ?? null],
      ['expected_7_days_high', week?.high ?? null],
    ]
  },
})

function Summary({ data: { forecast, steps }, place }: { data: ForecastData; place: OverlayPlace }) {
  const { filters } = useFilters()
  const good = meanGood(steps)
  const promises = [...steps.values()].flatMap(({ promise }) => promise ?? [])
  const missed = promises.reduce((sum, { expected }) => sum + expected, 0)
  const open = (
    <Figure
      label="Open now"
      value={sayCount(forecast.open)}
      sure={`by ${sayInstant(forecast.now)}`}
      title={forecast.openSays}
    />
  )
  return (
    <>
      {forecast.told === 'quiet' ? (
        <CasesLink id={place.id} behind={{ kind: 'open' }}>
          {open}
        </CasesLink>
      ) : (
        open
      )}
      {promises.length > 0 && (
        <Link to="/due/{-$map}" params={{ map: place.id }} search={filters} className="behind">
          <Figure label="Promises expected to be missed" value={sayExpected(missed)} sure="by open cases; see which" />
        </Link>
      )}
      {forecast.told === 'silence' && (
        <Figure label="Open is told by silence" value="no quiet time drawn" title={forecast.openSays} />
      )}
      {good !== null && <Figure label="Of these, expected to end well" value={sayPercent(good)} sure="mean chance" />}
      {forecast.sample.cases < forecast.sample.of && (
        <Figure
          label="Learned from a sample"
          value={`${sayCount(forecast.sample.cases)} of ${sayCount(forecast.sample.of)} cases`}
        />
      )}
    </>
  )
}

/** Over all open cases of steps of which enough is known. */
function meanGood(steps: ForecastData['steps']): number | null {
  const known = [...steps.values()].flatMap(({ good, open }) => (good === null ? [] : [{ good, open }]))
  const open = known.reduce((sum, step) => sum + step.open, 0)
  return open === 0 ? null : known.reduce((sum, step) => sum + step.good * step.open, 0) / open
}
