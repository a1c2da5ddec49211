import { keepPreviousData } from '@tanstack/react-query'
import { type AnswerOf, useAsk } from '../../app/ask.ts'
import { readText, type Search } from '../../app/filters.ts'
import { tableOf } from '../../export/table.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'
import { Figure, ShareFigure } from '../../figure/figure.tsx'
import { Failed, Loading } from '../../figure/states.tsx'
import { Answer } from '../answer.tsx'
import { BehindLink } from '../behind-link.tsx'
import { StepChoice } from '../controls.tsx'
import { type ExplorePlace, useAsked } from '../place.ts'
import { WaitBars } from './wait-bars.tsx'

function readBetween(ask: Search): { first: string; second: string } {
  return { first: readText(ask['first']) ?? '', second: readText(ask['second']) ?? '' }
}

/** How long from one step to another, whatever lies between. */
export function BetweenTab({ map, steps, names, query, dfg }: ExplorePlace) {
  const { asked, set } = useAsked(readBetween)
  const first = asked.first || dfg.starts[0]?.name || steps[0] || ''
  const second = asked.second || dfg.ends[0]?.name || steps.at(-1) || first
  const between = useAsk(
    'GET /api/explore/between',
    { query: { ...query, first, second } },
    { placeholderData: keepPreviousData },
  )
  return (
    <>
      <div className="ex-controls">
        <StepChoice
          label="From the first"
          value={first}
          steps={steps}
          names={names}
          choose={(one) => set({ first: one })}
        />
        <StepChoice
          label="To the next"
          value={second}
          steps={steps}
          names={names}
          choose={(one) => set({ second: one })}
        />
        <button type="button" className="ex-swap" onClick={() => set({ first: second, second: first })}>
          ⇄ The other way round
        </button>
      </div>
      {between.error ? (
        <Failed error={between.error} again={between.refetch} />
      ) : between.data ? (
        <Answer
          name={`time from ${names.title(first)} to ${names.title(second)}`}
          isStale={between.isPlaceholderData}
          table={() => betweenData(between.data)}
          hasPicture
        >
          <Figures between={between.data} map={map} names={names} />
        </Answer>
      ) : (
        <Loading what="the time between" />
      )}
    </>
  )
}

/** Fewer say little about the middle of a spread, and nothing about its ends. */
const few = 20

function Figures({
  between,
  map,
  names,
}: { between: AnswerOf<'GET /api/explore/between'> } & Pick<ExplorePlace, 'map' | 'names'>) {
  const { from, to, cases, reached, took, histogram } = between
  if (cases === 0) return <p className="absent">Nobody came to “{names.title(from)}” in what is shown.</p>
  return (
    <>
      <div className="ex-figures">
        <Figure
          label={`Came to “${names.title(from)}”`}
          value={
            <BehindLink map={map} behind={{ kind: 'visited', step: from }}>
              {sayCount(cases)}
            </BehindLink>
          }
          sure="cases"
        />
        <ShareFigure label={`and later to “${names.title(to)}”`} share={reached} />
        <Figure
          label="Median between"
          value={
            took.p50 === null ? (
              '–'
            ) : (
              <BehindLink map={map} behind={{ kind: 'follows', from, to }}>
                {sayDuration(took.p50)}
              </BehindLink>
            )
          }
          sure={took.p50 === null ? 'it never came' : `n ${sayCount(took.n)}`}
        />
        <Figure
          label="Half lie between"
          value={took.p25 === null || took.p75 === null ? '–' : `${sayDuration(took.p25)} – ${sayDuration(took.p75)}`}
          sure={
            took.p10 === null || took.p90 === null
              ? null
              : `8 in 10: ${sayDuration(took.p10)} – ${sayDuration(took.p90)}`
          }
        />
        <Figure label="Mean" value={took.mean === null ? '–' : sayDuration(took.mean)} />
      </div>
      {took.n > 0 && took.n < few && (
        <p className="soft">Only {sayMany(took.n, 'case')}: too few to say how long it usually takes.</p>
      )}
      {histogram && <WaitBars histogram={histogram} />}
    </>
  )
}

function betweenData({ histogram, took }: AnswerOf<'GET /api/explore/between'>) {
  const { width = 0, bins = [], beyond = 0 } = histogram ?? {}
  const rows = bins.map((cases, i) => [i * width, (i + 1) * width, cases])
  return tableOf(
    ['from_seconds', 'to_seconds', 'cases'],
    took.n === 0 ? [] : [...rows, [bins.length * width, null, beyond]],
  )
}
