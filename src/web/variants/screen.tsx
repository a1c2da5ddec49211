import { simulatedOf } from '../app/simulated.ts'
import './variants.css'
import { keepPreviousData } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { Screen } from '../app/screen.tsx'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { stepNames } from './names.ts'
import { VariantsOf } from './variants-of.tsx'

/** How many are fetched at first; the list asks for more when its end is reached. */
const first = 500

/** Variants: the distinct traces of cases, most frequent first. */
export function VariantsScreen() {
  const { map } = useParams({ from: '/variants/{-$map}' })
  const { query, count, clear } = useFilters()
  const [top, setTop] = useState(first)
  const drawn = useAsk('GET /api/maps/:map', { params: { map: map ?? '' } }, { enabled: map !== undefined })
  // The list is where a variant is chosen as a filter, so it goes on showing all of them.
  const { variant: _, ...others } = query
  const answer = useAsk(
    'GET /api/explore/variants',
    { query: { ...others, ...mapQuery(map), top: String(top) } },
    { placeholderData: keepPreviousData },
  )
  const names = useMemo(() => stepNames(drawn.data?.map), [drawn.data])
  const title = map === undefined ? 'Variants of all events' : `Variants · ${drawn.data?.map.title ?? ''}`
  const failed = answer.error ?? drawn.error
  const isReady = answer.data !== undefined && (map === undefined || drawn.data !== undefined)
  if (!failed && isReady && answer.data.cases > 0) {
    return (
      <VariantsOf
        map={map}
        title={title}
        simulated={simulatedOf(drawn.data?.map)}
        answer={answer.data}
        names={names}
        isFetching={answer.isPlaceholderData}
        more={() => setTop(top * 4)}
      />
    )
  }
  return (
    <Screen title={title} tags={<FilterBar />}>
      {failed ? (
        <Failed error={failed} again={() => void Promise.all([answer.refetch(), map && drawn.refetch()])} />
      ) : !isReady ? (
        <Loading what="the variants" />
      ) : count > 0 ? (
        <Empty says="No case fits these filters." action="Show all cases" onClick={clear} />
      ) : (
        <Empty
          says="No events yet: import a file, and the variants cases took are listed here."
          action="Import a file"
          to={{ to: '/' }}
        />
      )}
    </Screen>
  )
}
