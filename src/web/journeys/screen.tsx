import './journeys.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { JourneyIndex } from '../../api/contract.ts'
import { useAsk } from '../app/ask.ts'
import { Screen } from '../app/screen.tsx'
import { Segmented } from '../app/segmented.tsx'
import { useViews } from '../app/views/use-views.ts'
import { ViewList } from '../app/views/view-list.tsx'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { Card } from './card.tsx'
import { Doors } from './doors.tsx'
import { byHealth, byStage, isOnlyMissing, type StageShelf, sponsorsOf } from './index-order.ts'
import type { JourneysSearch } from './search.ts'
import { MissingStages, Shelf } from './shelf.tsx'
import { Summary } from './summary.tsx'
import { Unmapped } from './unmapped.tsx'

/** The index of journeys, by stage of the customer's life, with what nobody measures shown as holes in it. */
export function JourneysScreen() {
  const { data, error, refetch } = useAsk('GET /api/journeys', {})
  const { data: status } = useAsk('GET /api/status', {})
  const isNew = status?.events === 0 && data?.journeys.length === 0
  const hasOrder = data !== undefined && data.journeys.length > 1
  return (
    <Screen
      title="Journeys"
      tags={data && <Sponsors index={data} />}
      actions={hasOrder && <Order />}
      summary={data && !isNew && <Summary index={data} />}
    >
      <Doors isNew={isNew} />
      <Saved />
      {error ? (
        <Failed error={error} again={refetch} />
      ) : data ? (
        !isNew && <Index index={data} />
      ) : (
        <Loading what="the journeys" />
      )}
    </Screen>
  )
}

/** Views that were saved, where a day begins; nothing where none was. */
function Saved() {
  const views = useViews()
  if (!views.removed && (views.views ?? []).length === 0) return null
  return (
    <section className="saved-views">
      <h2>Saved views</h2>
      <ViewList views={views} />
    </section>
  )
}

function Index({ index }: { index: JourneyIndex }) {
  const { order, sponsor } = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const journeys = sponsor ? index.journeys.filter((one) => one.sponsor === sponsor) : index.journeys
  if (journeys.length === 0 && sponsor) {
    return (
      <Empty
        says={`No journey answers to ${sponsor}.`}
        action="Show all sponsors"
        onClick={() => navigate({ search: {} })}
      />
    )
  }
  return (
    <>
      {order === 'health' ? (
        <section className="shelf">
          <h2>The least kept promise first</h2>
          <div className="cards">
            {byHealth(journeys).map((card) => (
              <div key={card.id} data-stage={card.stages[0] ?? 'none'}>
                <Card card={card} />
              </div>
            ))}
          </div>
        </section>
      ) : (
        <Shelves shelves={byStage({ journeys, blindSpots: index.blindSpots })} />
      )}
      <Unmapped unmapped={index.unmapped} />
    </>
  )
}

function Shelves({ shelves }: { shelves: readonly StageShelf[] }) {
  return (
    <>
      {shelves
        .filter((shelf) => !isOnlyMissing(shelf))
        .map((shelf) => (
          <Shelf key={shelf.stage} shelf={shelf} />
        ))}
      <MissingStages shelves={shelves.filter(isOnlyMissing)} />
    </>
  )
}

function Order() {
  const { order, sponsor } = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  return (
    <Segmented
      label="Order of the journeys"
      value={order ?? 'stage'}
      choose={(chosen) => navigate({ search: searchOf(chosen, sponsor) })}
      options={{ stage: 'By stage', health: 'By health' }}
    />
  )
}

function Sponsors({ index }: { index: JourneyIndex }) {
  const { order, sponsor } = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const all = sponsorsOf(index.journeys)
  if (all.length < 2) return null
  return (
    <select
      className="pill-select"
      aria-label="Sponsor"
      value={sponsor ?? ''}
      onChange={({ currentTarget: { value } }) => navigate({ search: searchOf(order, value) })}
    >
      <option value="">All sponsors</option>
      {all.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  )
}

function searchOf(order: string | undefined, sponsor: string | undefined): JourneysSearch {
  return { ...(order === 'health' && { order }), ...(sponsor && { sponsor }) }
}
