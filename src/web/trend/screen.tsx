import { keepPreviousData } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { Screen } from '../app/screen.tsx'
import { simulatedOf } from '../app/simulated.ts'
import { sayCount } from '../figure/count.ts'
import { sayPeriod } from '../figure/date.ts'
import { Figure } from '../figure/figure.tsx'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { stepNames } from '../variants/names.ts'
import { readTrendSearch } from './search.ts'
import { TrendView } from './view.tsx'

/** Trend: what shifted, since when, from what to what. */
export function TrendScreen() {
  const { map } = useParams({ from: '/trend/{-$map}' })
  const { bucket } = readTrendSearch(useSearch({ strict: false }))
  const { query, count, clear } = useFilters()
  const drawn = useAsk('GET /api/maps/:map', { params: { map: map ?? '' } }, { enabled: map !== undefined })
  const { data, error, refetch } = useAsk(
    'GET /api/maps/:map/trend',
    { params: { map: map ?? '-' }, query: { ...query, charts: 'all', ...(bucket ? { bucket } : {}) } },
    { placeholderData: keepPreviousData },
  )
  const names = useMemo(() => stepNames(drawn.data?.map), [drawn.data])
  const failed = error ?? drawn.error
  const title = map === undefined ? 'Trend of all events' : `Trend · ${drawn.data?.map.title ?? ''}`
  const lasting = data?.shifts.filter((shift) => shift.until === null).length ?? 0
  return (
    <Screen
      title={title}
      tags={<FilterBar />}
      simulated={simulatedOf(drawn.data?.map)}
      summary={
        data &&
        data.cases > 0 && (
          <>
            <Figure
              label="Cases"
              value={sayCount(data.cases)}
              sure={data.period && sayPeriod(data.period.from, data.period.to)}
            />
            <Figure label="Shifts that stay" value={sayCount(lasting)} />
            <Figure label="Spells that passed" value={sayCount(data.shifts.length - lasting)} />
            <Figure label="Series looked at" value={sayCount(data.tested)} sure={data.bucket && `by ${data.bucket}`} />
          </>
        )
      }
    >
      {failed ? (
        <Failed error={failed} again={() => void refetch()} />
      ) : !data || (map !== undefined && !drawn.data) ? (
        <Loading what="the trend" />
      ) : data.cases > 0 ? (
        <TrendView trend={data} map={map} titleOf={names.title} />
      ) : count > 0 ? (
        <Empty says="No case fits these filters." action="Show all cases" onClick={clear} />
      ) : (
        <Empty
          says="No events yet: import a file, and what shifts in it is shown here."
          action="Import a file"
          to={{ to: '/' }}
        />
      )}
    </Screen>
  )
}
