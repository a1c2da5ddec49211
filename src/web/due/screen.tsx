import './due.css'
import { Button } from '@mantine/core'
import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Forecast } from '../../insight/forecast/answers.ts'
import { useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { Screen } from '../app/screen.tsx'
import { simulatedOf } from '../app/simulated.ts'
import { sayCount } from '../figure/count.ts'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { stepNames } from '../variants/names.ts'
import { StepChoice } from './step-choice.tsx'
import { DueSummary } from './summary.tsx'
import { DueTable } from './table.tsx'

const route = 'GET /api/forecast'
const perPage = 50

/** Due: the open cases whose promise still runs, the likeliest to miss it first; each opens. */
export function DueScreen() {
  const { map } = useParams({ from: '/due/{-$map}' })
  const { step, shown = perPage } = useSearch({ from: '/due/{-$map}' })
  const navigate = useNavigate({ from: '/due/{-$map}' })
  const client = useQueryClient()
  const { query } = useFilters()
  const drawn = useAsk('GET /api/maps/:map', { params: { map: map ?? '' } }, { enabled: map !== undefined })
  const answer = useAsk(
    route,
    { query: { ...query, ...mapQuery(map), by: 'promise', limit: String(shown), ...(step && { step }) } },
    { placeholderData: keepPreviousData },
  )
  const { data } = answer
  const titleOf = stepNames(drawn.data?.map).title
  const failed = answer.error ?? drawn.error
  const choose = (chosen: string | undefined) =>
    void navigate({
      search: ({ step: _, shown: __, ...old }) => (chosen === undefined ? old : { ...old, step: chosen }),
    })
  const title = map === undefined ? 'Due, of all events' : `Due · ${drawn.data?.map.title ?? map}`
  return (
    <Screen
      title={title}
      tags={<FilterBar />}
      simulated={simulatedOf(drawn.data?.map)}
      summary={data && <DueSummary forecast={data} step={step} />}
    >
      {failed ? (
        <Failed error={failed} again={() => void answer.refetch()} />
      ) : data === undefined && answer.fetchStatus === 'idle' ? (
        <Empty says="Stopped before it was done." action="Forecast again" onClick={() => void answer.refetch()} />
      ) : data === undefined ? (
        <Loading what="the promises that are due" stop={() => void client.cancelQueries({ queryKey: [route] })} />
      ) : (
        <div aria-busy={answer.isPlaceholderData}>
          <StepChoice forecast={data} step={step} choose={choose} titleOf={titleOf} />
          <Listed forecast={data} step={step} map={map} titleOf={titleOf} all={() => choose(undefined)} />
          {data.cases.length === shown && (
            <Button
              variant="default"
              onClick={() => void navigate({ search: (old) => ({ ...old, shown: shown * 2 }) })}
            >
              Show up to {sayCount(shown * 2)}
            </Button>
          )}
        </div>
      )}
    </Screen>
  )
}

interface ListedProps {
  readonly forecast: Forecast
  readonly step: string | undefined
  readonly map: string | undefined
  readonly titleOf: (step: string) => string
  readonly all: () => void
}

function Listed({ forecast, step, map, titleOf, all }: ListedProps) {
  if (forecast.cases.length > 0)
    return (
      <>
        <p className="due-known">
          {forecast.openSays} The chance is that of cases that had come the same way and waited as long; it is not why.
        </p>
        <DueTable forecast={forecast} map={map} titleOf={titleOf} />
      </>
    )
  if (forecast.open === 0) return <NobodyOpen map={map} />
  const makesSome = forecast.steps.some(({ promise }) => promise !== null)
  if (step !== undefined && makesSome)
    return <Empty says="No promise of an open case runs at this step." action="See all steps" onClick={all} />
  if (makesSome) return <Empty says="No promise of an open case still runs." action="Go to the map" to={toMap(map)} />
  return (
    <Empty
      says="No open case stands at a step that makes a promise. Give a step of the map one: promise: { within: 2 days }."
      action={map === undefined ? 'Go to the journeys' : 'Go to the map'}
      to={toMap(map)}
    />
  )
}

/** Where every case is over no promise runs, whatever the map promises. */
function NobodyOpen({ map }: { map: string | undefined }) {
  const { count, clear } = useFilters()
  if (count > 0) return <Empty says="No case is open under these filters." action="Show all cases" onClick={clear} />
  return (
    <Empty
      says="No case is open: every case has come to its end or been silent for too long, so no promise runs."
      action={map === undefined ? 'Go to the journeys' : 'Go to the map'}
      to={toMap(map)}
    />
  )
}

const toMap = (map: string | undefined) =>
  map === undefined ? { to: '/' as const } : { to: '/map/$map' as const, params: { map } }
