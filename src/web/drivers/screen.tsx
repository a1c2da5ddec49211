import { simulatedOf } from '../app/simulated.ts'
import './drivers.css'
import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { Screen } from '../app/screen.tsx'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { TargetChooser } from './chooser.tsx'
import { DriversOf } from './drivers-of.tsx'
import type { DriversSearch } from './search.ts'

const route = 'GET /api/maps/:map/drivers'

/** Drivers: what goes with an outcome, a score, a late promise; the clearest first, and never why. */
export function DriversScreen() {
  const { map } = useParams({ from: '/drivers/{-$map}' })
  const search = useSearch({ from: '/drivers/{-$map}' })
  const navigate = useNavigate({ from: '/drivers/{-$map}' })
  const { query } = useFilters()
  const client = useQueryClient()
  const id = map ?? '-'
  const drawn = useAsk('GET /api/maps/:map', { params: { map: id } }, { enabled: map !== undefined })
  const targets = useAsk('GET /api/maps/:map/drivers/targets', { params: { map: id } })
  const offered = targets.data?.targets ?? []
  const of = search.of ?? offered[0]?.of ?? ''
  const answer = useAsk(
    route,
    { params: { map: id }, query: { ...query, of } },
    { enabled: of !== '', placeholderData: keepPreviousData },
  )
  const set = (patch: { [K in keyof DriversSearch]?: DriversSearch[K] | undefined }) =>
    void navigate({
      search: (old) =>
        Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)),
    })
  const title = map === undefined ? 'Drivers of all events' : `Drivers · ${drawn.data?.map.title ?? map}`
  const failed = answer.error ?? targets.error ?? drawn.error
  const chooser = (
    <TargetChooser
      targets={offered}
      of={of}
      choose={(chosen) => set({ of: chosen, factor: undefined, group: undefined })}
    />
  )
  if (!failed && answer.data !== undefined) {
    return (
      <DriversOf
        answer={answer.data}
        map={map}
        title={title}
        simulated={simulatedOf(drawn.data?.map)}
        chooser={chooser}
        search={search}
        set={set}
        isWaiting={answer.isPlaceholderData}
      />
    )
  }
  return (
    <Screen title={title} tags={<FilterBar />}>
      {offered.length > 0 && chooser}
      {failed ? (
        <Failed error={failed} again={() => void Promise.all([targets.refetch(), of !== '' && answer.refetch()])} />
      ) : targets.data !== undefined && offered.length === 0 ? (
        <Empty
          says="No event is a step of this map, so there is nothing to compare."
          action="Import a file"
          to={{ to: '/' }}
        />
      ) : targets.data !== undefined && answer.fetchStatus === 'idle' ? (
        <Empty says="Stopped before it was done." action="Compare again" onClick={() => void answer.refetch()} />
      ) : (
        <Loading what="what goes with it" stop={() => void client.cancelQueries({ queryKey: [route] })} />
      )}
    </Screen>
  )
}
