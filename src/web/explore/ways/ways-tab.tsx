import { keepPreviousData } from '@tanstack/react-query'
import { type AnswerOf, useAsk } from '../../app/ask.ts'
import { Segmented } from '../../app/segmented.tsx'
import { tableOf } from '../../export/table.ts'
import { Failed, Loading } from '../../figure/states.tsx'
import { Answer } from '../answer.tsx'
import { NumberChoice, StepChoice } from '../controls.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'
import { readWays } from './asked.ts'
import { Groups } from './groups.tsx'
import { SankeyDrawing } from './sankey-drawing.tsx'
import { WaysTable } from './ways-table.tsx'

const sides = { after: 'After it', before: 'Before it' } as const

/** Where cases go after their first visit to a step, or came from before it. */
export function WaysTab(place: ExplorePlace) {
  const { steps, names, dfg, map, query } = place
  const { asked, set } = useAsked(readWays)
  const step = asked.step || dfg.starts[0]?.name || steps[0] || ''
  const { side, length, keep, groups } = asked
  const ways = useAsk(
    'GET /api/explore/ways',
    {
      query: {
        ...query,
        [side]: step,
        length: String(length),
        keep: String(keep),
        ...(groups.length > 0 && {
          groups: JSON.stringify(Object.fromEntries(groups.map((one) => [one.name, one.steps]))),
        }),
      },
    },
    { placeholderData: keepPreviousData },
  )
  return (
    <>
      <div className="ex-controls">
        <StepChoice label="Step" value={step} steps={steps} names={names} choose={(one) => set({ step: one })} />
        <Segmented label="Side" value={side} options={sides} choose={(one) => set({ side: one })} />
        <NumberChoice
          label="How far"
          value={length}
          options={[2, 3, 4, 5, 6, 8]}
          say={(n) => `${n} steps`}
          choose={(n) => set({ length: n })}
        />
        <NumberChoice
          label="Steps with their own name"
          value={keep}
          options={[4, 8, 12, 1000]}
          say={(n) => (n >= 1000 ? 'all' : `the ${n} most frequent`)}
          choose={(n) => set({ keep: n })}
        />
        <Groups {...place} groups={groups} change={(next) => set({ groups: next.length > 0 ? next : undefined })} />
      </div>
      {ways.error ? (
        <Failed error={ways.error} again={ways.refetch} />
      ) : ways.data ? (
        <Answer
          name={`paths ${side} ${names.title(step)}`}
          isStale={ways.isPlaceholderData}
          table={() => waysData(ways.data, names)}
          hasPicture
        >
          <SankeyDrawing ways={ways.data} names={names} />
          <WaysTable ways={ways.data} step={step} map={map} names={names} />
        </Answer>
      ) : (
        <Loading what="the paths" />
      )}
    </>
  )
}

function waysData({ links }: AnswerOf<'GET /api/explore/ways'>, names: ExplorePlace['names']) {
  return tableOf(
    ['place', 'from', 'to', 'cases'],
    links.map(({ place, from, to, cases }) => [
      place + 1,
      names.title(from),
      to === null ? null : names.title(to),
      cases,
    ]),
  )
}
