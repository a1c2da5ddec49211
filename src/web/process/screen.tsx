import './process.css'
import { keepPreviousData } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Dfg } from '../../insight/answers.ts'
import type { MapDocument } from '../../map/index.ts'
import { useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { Screen, Tag } from '../app/screen.tsx'
import { sayMany } from '../figure/count.ts'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { ProcessView } from './process-view.tsx'

/** The process map: what customers really did, as a graph of steps and the ways between them. */
export function ProcessScreen() {
  const { map } = useParams({ from: '/process/{-$map}' })
  const { query, count, clear } = useFilters()
  const drawn = useAsk('GET /api/maps/:map', { params: { map: map ?? '' } }, { enabled: map !== undefined })
  const dfg = useAsk(
    'GET /api/explore/dfg',
    { query: { ...query, ...mapQuery(map) } },
    { placeholderData: keepPreviousData },
  )
  const title = map === undefined ? 'All events' : (drawn.data?.map.title ?? 'Process map')
  const failed = dfg.error ?? drawn.error
  const isReady = dfg.data !== undefined && (map === undefined || drawn.data !== undefined)
  if (failed || !isReady || dfg.data.steps.length === 0) {
    return (
      <Screen title={title} tags={<FilterBar />}>
        {failed ? (
          <Failed error={failed} again={() => void Promise.all([dfg.refetch(), map && drawn.refetch()])} />
        ) : !isReady ? (
          <Loading what="the transitions" />
        ) : (
          <NoCases count={count} clear={clear} />
        )}
      </Screen>
    )
  }
  return (
    <ProcessOf
      key={map ?? ''}
      map={map}
      drawn={drawn.data?.map}
      dfg={dfg.data}
      title={title}
      isStale={dfg.isPlaceholderData}
    />
  )
}

function NoCases({ count, clear }: { count: number; clear: () => void }) {
  if (count > 0) return <Empty says="No case fits these filters." action="Show all cases" onClick={clear} />
  return (
    <Empty
      says="No events yet: import a file, and the ways customers take are drawn here."
      action="Import a file"
      to={{ to: '/' }}
    />
  )
}

interface ProcessOfProps {
  map: string | undefined
  drawn: MapDocument | undefined
  dfg: Dfg
  title: string
  isStale: boolean
}

function ProcessOf({ map, drawn, dfg, title, isStale }: ProcessOfProps) {
  const tags = useMemo(
    () => (
      <>
        <span className="pm-found">
          <Tag>found in {sayMany(dfg.cases, 'case')}</Tag>
        </span>
        <FilterBar />
      </>
    ),
    [dfg.cases],
  )
  return <ProcessView map={map} drawn={drawn} dfg={dfg} title={title} tags={tags} isStale={isStale} />
}
