import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { CaseStory, StoryEvent } from '../../insight/cases/answers.ts'
import { sayMany } from '../figure/count.ts'
import { sayInstant } from '../figure/date.ts'
import { sayDuration, sayLongDuration } from '../figure/duration.ts'
import { type Line, linesOf, type StepFacts, tellsActors, titleOf } from './story.ts'

export interface EventListProps {
  story: CaseStory
  steps: ReadonlyMap<string, StepFacts>
  end: number
  /** the event chosen on the timeline or here */
  chosen: number | null
  choose: (event: number | null) => void
}

const first = 120

interface ListProps extends EventListProps {
  /** the events with what a draft proposes as promises; null where promises are promises */
  proposals: readonly StoryEvent[] | null
}

/** Every event, newest first, with the silences between them: the timeline in words. */
export function EventList({ story, proposals, steps, end, chosen, choose }: ListProps) {
  const [all, setAll] = useState(false)
  const lines = linesOf(story, steps, end)
  const place = chosen === null ? -1 : lines.findIndex((line) => line.kind === 'event' && line.index === chosen)
  const shown = all || place >= first ? lines : lines.slice(0, first)
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (chosen !== null) table.current?.querySelector(`[data-event="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const hasActors = tellsActors(story)
  const hasBy = hasActors || story.events.some(({ team, system, partner }) => team || system || partner)
  const missing = story.of - story.events.length
  return (
    <>
      {missing > 0 && (
        <p className="warn">
          This case has {sayMany(story.of, 'event')}; only the first {sayMany(story.events.length, 'event')} are shown.
        </p>
      )}
      <table className="story" ref={table}>
        <caption className="spoken">Events of the case, newest first, times in UTC</caption>
        <thead>
          <tr>
            <th scope="col">When (UTC)</th>
            <th scope="col" className="story-gap">
              After
            </th>
            <th scope="col">What</th>
            <th scope="col">How it was</th>
            <th scope="col">{proposals ? 'Proposed promise' : 'Promise'}</th>
            {hasBy && <th scope="col">By</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map((line) =>
            line.kind === 'event' ? (
              <tr
                key={line.index}
                data-event={line.index}
                data-chosen={line.index === chosen || undefined}
                data-stage={stageOf(line.event, steps)}
                onClick={() => choose(line.index)}
              >
                <EventCells
                  event={line.event}
                  proposed={proposals?.[line.index]?.promise ?? null}
                  steps={steps}
                  hasActors={hasActors}
                  hasBy={hasBy}
                />
              </tr>
            ) : (
              <Silence key={`after ${line.after}`} line={line} />
            ),
          )}
        </tbody>
      </table>
      {shown.length < lines.length && (
        <p className="story-more">
          <Button variant="default" onClick={() => setAll(true)}>
            Show all {sayMany(story.events.length, 'event')}
          </Button>
        </p>
      )}
    </>
  )
}

export const stageOf = (event: StoryEvent, steps: ReadonlyMap<string, StepFacts>) =>
  event.step === null ? 'none' : (steps.get(event.step)?.stage ?? 'none')

interface EventCellsProps {
  event: StoryEvent
  steps: ReadonlyMap<string, StepFacts>
  /** what a draft proposes */
  proposed: StoryEvent['promise']
  hasActors: boolean
  hasBy: boolean
}

function EventCells({ event, proposed, steps, hasActors, hasBy }: EventCellsProps) {
  const { at, gap, channel, text, score, properties, promise, actor, team, system, partner } = event
  const title = titleOf(event, steps)
  const rest = Object.entries(properties).map(([name, value]) => `${name} ${value}`)
  const by = [team, partner && `${partner} (partner)`, system].filter(Boolean)
  return (
    <>
      <td className="story-when">{sayInstant(at, true)}</td>
      <td className="story-gap">{gap === null ? '' : sayDuration(gap)}</td>
      <th scope="row">
        <i aria-hidden="true" />
        {title}
        {title !== event.name && <small> {event.name}</small>}
      </th>
      <td>
        {[channel, ...rest].filter(Boolean).join(' · ')}
        {text && <q>{text}</q>}
        {score && (
          <span className="story-score">
            {score.kind.toUpperCase()} {score.value}
          </span>
        )}
      </td>
      <td>
        {promise && <PromiseWords promise={promise} />}
        {proposed && <ProposalWords promise={proposed} />}
      </td>
      {hasBy && <td className="faint">{by.length > 0 ? by.join(' · ') : hasActors && actor}</td>}
    </>
  )
}

function PromiseWords({ promise: { due, kept } }: { promise: NonNullable<StoryEvent['promise']> }) {
  if (kept === null) return <span className="soft">due {sayInstant(due)}</span>
  return kept ? <span className="good">kept</span> : <span className="bad">broken {sayInstant(due)}</span>
}

function ProposalWords({ promise: { due, kept } }: { promise: NonNullable<StoryEvent['promise']> }) {
  if (kept === null) return <span className="soft">due {sayInstant(due)}</span>
  return <span className="soft">{kept ? 'met' : `not met by ${sayInstant(due)}`}</span>
}

function Silence({ line: { seconds, broke, still } }: { line: Extract<Line, { kind: 'silence' }> }) {
  const long = sayLongDuration(seconds)
  return (
    <tr className="story-silence" data-broke={broke.length > 0 || undefined}>
      <td colSpan={6}>
        {still ? `${long} since the last event of this case` : `${long} in which nothing happened`}
        {broke.map(({ title, due }) => `; the promise of “${title}” broke ${sayInstant(due)}`).join('')}
      </td>
    </tr>
  )
}
