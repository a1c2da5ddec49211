import { keepPreviousData } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Suspense, useMemo } from 'react'
import type { Dfg } from '../../insight/answers.ts'
import type { MapDocument } from '../../map/index.ts'
import { useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { Screen } from '../app/screen.tsx'
import { simulatedOf } from '../app/simulated.ts'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { stepNames } from '../variants/names.ts'
import { TabRow } from './tab-row.tsx'
import { type ExploreTab, exploreTabs } from './tabs.ts'

/** Explore: the usual questions, each in a tab, over a map's steps or over all event names. */
export function ExploreScreen() {
  const { map } = useParams({ from: '/explore/{-$map}' })
  const { tab: named } = useSearch({ from: '/explore/{-$map}' })
  const tab = exploreTabs.find((one) => one.id === named) ?? exploreTabs[0]
  const drawn = useAsk('GET /api/maps/:map', { params: { map: map ?? '' } }, { enabled: map !== undefined })
  const title = map === undefined ? 'Explore all events' : `Explore · ${drawn.data?.map.title ?? ''}`
  return (
    <Screen title={title} simulated={simulatedOf(drawn.data?.map)} tags={<FilterBar />} bare>
      <div className="ex-room">
        <TabRow open={tab.id} />
        <div className="ex-tab" key={tab.id}>
          {drawn.error ? (
            <Failed error={drawn.error} again={drawn.refetch} />
          ) : map !== undefined && !drawn.data ? (
            <Loading what="the map" />
          ) : (
            <OpenTab tab={tab} map={map} drawn={drawn.data?.map} />
          )}
        </div>
      </div>
    </Screen>
  )
}

interface OpenTabProps {
  readonly tab: ExploreTab
  readonly map: string | undefined
  readonly drawn: MapDocument | undefined
}

/** Which steps there are under the filters is asked once, for all tabs. */
function OpenTab({ tab: { Tab, says, label }, map, drawn }: OpenTabProps) {
  const { query, count, clear } = useFilters()
  const asked = useMemo(() => ({ ...query, ...mapQuery(map) }), [query, map])
  const dfg = useAsk('GET /api/explore/dfg', { query: asked }, { placeholderData: keepPreviousData })
  const names = useMemo(() => stepNames(drawn), [drawn])
  const steps = useMemo(() => (dfg.data ? stepsInOrder(dfg.data, drawn) : []), [dfg.data, drawn])
  if (dfg.error) return <Failed error={dfg.error} again={dfg.refetch} />
  if (!dfg.data) return <Loading what="the steps" />
  if (dfg.data.cases === 0) return <NoCases count={count} clear={clear} />
  return (
    <>
      <p className="ex-says">{says}</p>
      <Suspense fallback={<Loading what={label.toLowerCase()} />}>
        <Tab map={map} names={names} steps={steps} dfg={dfg.data} query={asked} />
      </Suspense>
    </>
  )
}

function NoCases({ count, clear }: { count: number; clear: () => void }) {
  if (count > 0) return <Empty says="No case fits these filters." action="Show all cases" onClick={clear} />
  return <Empty says="No events yet: import a file, and ask it here." action="Import a file" to={{ to: '/' }} />
}

function stepsInOrder(dfg: Dfg, drawn: MapDocument | undefined): readonly string[] {
  const visited = dfg.steps.map((step) => step.name)
  if (!drawn) return visited
  const known = new Set(visited)
  return drawn.phases.flatMap((phase) => phase.steps.flatMap(({ id }) => (known.has(id) ? [id] : [])))
}
