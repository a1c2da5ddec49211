import { simulatedOf } from '../app/simulated.ts'
import './case.css'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { CaseStory } from '../../insight/cases/answers.ts'
import { useAsk } from '../app/ask.ts'
import { mapQuery } from '../app/map-choice.ts'
import { Screen, Tag } from '../app/screen.tsx'
import { sayDate } from '../figure/date.ts'
import { Failed, Loading } from '../figure/states.tsx'
import { EventList } from './event-list.tsx'
import { Facts } from './facts.tsx'
import { ForecastBlock } from './forecast.tsx'
import { endOf, stepFacts, withoutPromises } from './story.ts'
import { Timeline } from './timeline.tsx'
import { Who } from './who.tsx'

/** One customer's passage: where it stands, drawn to scale, and every event of it. */
export function CaseScreen() {
  const { key } = useParams({ from: '/case/$key' })
  const { map } = useSearch({ from: '/case/$key' })
  const story = useAsk('GET /api/cases/:key', { params: { key }, query: mapQuery(map) })
  const drawn = useAsk('GET /api/maps/:map', { params: { map: map ?? '' } }, { enabled: map !== undefined })
  const status = useAsk('GET /api/status', {})
  const steps = useMemo(() => stepFacts(drawn.data?.map), [drawn.data])
  const [chosen, setChosen] = useState<number | null>(null)
  if (!story.data || status.isPending || drawn.isLoading) {
    return (
      <Screen title="Case">
        {story.error ? <Failed error={story.error} again={story.refetch} /> : <Loading what="the case" />}
      </Screen>
    )
  }
  const end = endOf(story.data, status.data?.period?.to ?? null)
  const isDraft = drawn.data?.map.draft ?? false
  const drawable = isDraft ? withoutPromises(story.data) : story.data
  const tags = (
    <>
      <Tag>customer {story.data.customer}</Tag>
      {map && (
        <Link className="tag" to="/map/$map" params={{ map }} search={{}}>
          {drawn.data?.map.title ?? map}
        </Link>
      )}
      <Tag tone={story.data.open ? 'accent' : undefined}>{story.data.open ? 'still open' : 'over'}</Tag>
    </>
  )
  return (
    <Screen
      title={story.data.case || story.data.customer}
      tags={tags}
      simulated={simulatedOf(drawn.data?.map)}
      summary={<Facts story={story.data} steps={steps} map={map} end={end} isDraft={isDraft} />}
    >
      {drawn.error && <Failed error={drawn.error} again={drawn.refetch} />}
      {story.data.open && <ForecastBlock of={key} map={map} steps={steps} />}
      <Timeline story={drawable} steps={steps} end={end} chosen={chosen} choose={setChosen} />
      <EventList
        story={drawable}
        proposals={isDraft ? story.data.events : null}
        steps={steps}
        end={end}
        chosen={chosen}
        choose={setChosen}
      />
      {story.data.customer !== '' && <Who customer={story.data.customer} />}
      <Others story={story.data} map={map} />
    </Screen>
  )
}

function Others({ story: { others }, map }: { story: CaseStory; map: string | undefined }) {
  if (others.length === 0) return null
  return (
    <section className="case-others">
      <h2>Other cases of this customer</h2>
      <ul>
        {others.map(({ key, started }) => (
          <li key={key}>
            <Link to="/case/$key" params={{ key }} search={mapQuery(map)}>
              began {sayDate(started)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
