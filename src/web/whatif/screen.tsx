import { simulatedOf } from '../app/simulated.ts'
import './whatif.css'
import { useQueries } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { queryOf, useAsk } from '../app/ask.ts'
import { FilterBar } from '../app/filter-bar.tsx'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { Screen } from '../app/screen.tsx'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { stepNames } from '../variants/names.ts'
import { Builder } from './builder.tsx'
import { ground } from './ground.ts'
import { Results } from './results.tsx'
import { Simulating } from './simulating.tsx'
import { useScenarios } from './use-scenarios.ts'

/** What if: the journey simulated with changes, beside the journey as it is, with what is assumed. */
export function WhatIfScreen() {
  const { map } = useParams({ from: '/what-if/{-$map}' })
  const { query, count, clear } = useFilters()
  const scenarios = useScenarios()
  const drawn = useAsk('GET /api/maps/:map', { params: { map: map ?? '' } }, { enabled: map !== undefined })
  const measured = useAsk('GET /api/maps/:map/measure', { params: { map: map ?? '-' }, query })
  const answers = useQueries({
    queries: scenarios.all.map((changes) => ({
      ...queryOf('GET /api/what-if', {
        query: {
          ...query,
          ...mapQuery(map),
          changes: JSON.stringify(changes),
          ...(scenarios.leaving ? { leaving: 'yes' } : {}),
          ticket: ticketOf(map, changes),
        },
      }),
      // The same question of the same cases has the same answer: a simulation is not run anew with each event that comes in.
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  const names = useMemo(() => stepNames(drawn.data?.map), [drawn.data])
  const title = map === undefined ? 'What if, of all events' : `What if · ${drawn.data?.map.title ?? ''}`
  const open = answers[scenarios.open]
  const known = useMemo(
    () => (measured.data ? ground(measured.data, drawn.data?.map) : null),
    [measured.data, drawn.data],
  )
  const failed = drawn.error ?? measured.error
  if (failed || !known)
    return (
      <Screen title={title} tags={<FilterBar />}>
        {failed ? (
          <Failed error={failed} again={() => void Promise.all([measured.refetch(), map && drawn.refetch()])} />
        ) : (
          <Loading what="the journey" />
        )}
      </Screen>
    )
  if (known.steps.length === 0)
    return (
      <Screen title={title} tags={<FilterBar />}>
        {count > 0 ? (
          <Empty says="No case fits these filters." action="Show all cases" onClick={clear} />
        ) : (
          <Empty
            says="No event is a step of this journey yet: there is nothing to simulate."
            action="Import a file"
            to={{ to: '/' }}
          />
        )}
      </Screen>
    )
  return (
    <Screen
      title={title}
      tags={<FilterBar />}
      simulated={simulatedOf(drawn.data?.map)}
      aside={<Builder scenarios={scenarios} known={known} names={names} />}
      asideLabel="Changes"
    >
      {open?.error ? (
        <Failed error={open.error} again={() => void open.refetch()} />
      ) : open?.data ? (
        <Results
          answers={answers.map(({ data }) => data)}
          open={scenarios.open}
          map={map}
          names={names}
          known={known}
          add={scenarios.add}
        />
      ) : (
        <Simulating ticket={ticketOf(map, scenarios.all[scenarios.open] ?? [])} />
      )}
    </Screen>
  )
}

/** The word under which the server says how far a simulation is. */
function ticketOf(map: string | undefined, changes: readonly unknown[]): string {
  return `${map ?? '-'} ${JSON.stringify(changes)}`.slice(0, 500)
}
