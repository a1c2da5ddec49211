import { keepPreviousData } from '@tanstack/react-query'
import { type AnswerOf, useAsk } from '../../app/ask.ts'
import { Segmented } from '../../app/segmented.tsx'
import { tableOf } from '../../export/table.ts'
import { Failed, Loading } from '../../figure/states.tsx'
import { Answer } from '../answer.tsx'
import { NumberChoice, StepChoice } from '../controls.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'
import { readPaths } from './asked.ts'
import { Groups } from './groups.tsx'
import { PathsTable } from './paths-table.tsx'
import { SankeyDrawing } from './sankey-drawing.tsx'

const sides = { after: 'After it', before: 'Before it' } as const

/** Where cases go after their first visit to a step, or came from before it. */
export function PathsTab(place: ExplorePlace) {
  const { steps, names, dfg, map, query } = place
  const { asked, set } = useAsked(readPaths)
  const step = asked.step || dfg.starts[0]?.name || steps[0] || ''
  const { side, length, keep, groups } = asked
  const paths = useAsk(
    'GET /api/explore/joined-paths',
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
      {paths.error ? (
        <Failed error={paths.error} again={paths.refetch} />
      ) : paths.data ? (
        <Answer
          name={`paths ${side} ${names.title(step)}`}
          isStale={paths.isPlaceholderData}
          table={() => pathsData(paths.data, names)}
          hasPicture
        >
          <SankeyDrawing paths={paths.data} names={names} />
          <PathsTable paths={paths.data} step={step} map={map} names={names} />
        </Answer>
      ) : (
        <Loading what="the paths" />
      )}
    </>
  )
}

function pathsData({ links }: AnswerOf<'GET /api/explore/joined-paths'>, names: ExplorePlace['names']) {
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
