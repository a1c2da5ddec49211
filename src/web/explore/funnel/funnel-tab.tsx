import { keepPreviousData } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Segmented } from '../../app/segmented.tsx'
import { tableOf } from '../../export/table.ts'
import { Failed, Loading } from '../../figure/states.tsx'
import { Answer } from '../answer.tsx'
import { Choice, WordField } from '../controls.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'
import { orderSays, orders, proposedFunnel, readFunnel } from './asked.ts'
import { FunnelDrawing } from './funnel-drawing.tsx'
import { type FunnelAnswer, FunnelTable } from './funnel-table.tsx'
import { StepList } from './step-list.tsx'

/** How far cases come through steps, in one of three orders, within a time, and by a property. */
export function FunnelTab(place: ExplorePlace) {
  const { asked, set } = useAsked(readFunnel)
  const proposed = useMemo(() => proposedFunnel(place.dfg), [place.dfg])
  const steps = asked.steps.length > 0 ? asked.steps : proposed
  const { order, within, by } = asked
  const properties = useAsk('GET /api/properties', {}, { staleTime: 60_000 })
  const funnel = useAsk(
    'GET /api/explore/funnel',
    {
      query: {
        ...place.query,
        steps: JSON.stringify(steps),
        order,
        ...(within ? { within } : {}),
        ...(by ? { by } : {}),
      },
    },
    { placeholderData: keepPreviousData },
  )
  return (
    <>
      <div className="ex-controls">
        <Segmented label="Order" value={order} options={orders} choose={(one) => set({ order: one })} />
        <WordField
          label="Within, from the first"
          value={within}
          placeholder="any time"
          settle={(text) => set({ within: text || undefined })}
          suggestions={['1 hour', '1 day', '7 days', '30 days', '90 days']}
        />
        <Choice label="By" value={by} choose={(name) => set({ by: name || undefined })}>
          <option value="">nothing</option>
          {properties.data?.properties.map(({ name, kind }) => (
            <option key={`${kind} ${name}`} value={name}>
              {name}
            </option>
          ))}
        </Choice>
      </div>
      <StepList {...place} chosen={steps} change={(next) => set({ steps: next.length > 0 ? next : undefined })} />
      <p className="soft">
        {orderSays[order]}
        {asked.steps.length === 0 && ' Proposed: the path most take.'}
      </p>
      {funnel.error ? (
        <Failed error={funnel.error} again={funnel.refetch} />
      ) : funnel.data ? (
        <Answer
          name={`funnel ${steps.map(place.names.title).join(' ')}`}
          isStale={funnel.isPlaceholderData}
          table={() => funnelData(funnel.data, place.names)}
          hasPicture
        >
          <FunnelDrawing funnel={funnel.data} names={place.names} />
          <FunnelTable funnel={funnel.data} map={place.map} names={place.names} />
        </Answer>
      ) : (
        <Loading what="the funnel" />
      )}
    </>
  )
}

function funnelData({ steps, by }: FunnelAnswer, names: ExplorePlace['names']) {
  const groups = [{ value: null, steps }, ...(by?.groups ?? [])]
  return tableOf(
    ['group', 'place', 'step', 'cases', 'of_first', 'low', 'high', 'of_before'],
    groups.flatMap((group) =>
      group.steps.map(({ name, cases, share, ofBefore }, i) => [
        group.value,
        i + 1,
        names.title(name),
        cases,
        share.share,
        share.low,
        share.high,
        ofBefore.share,
      ]),
    ),
  )
}
