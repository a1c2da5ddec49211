import type { CaseStory } from '../../insight/cases/answers.ts'
import { useAsk } from '../app/ask.ts'
import { sayCount } from '../figure/count.ts'
import { sayDuration, sayLongDuration } from '../figure/duration.ts'
import { Figure } from '../figure/figure.tsx'
import { sayShare } from '../figure/share.ts'
import { holdsOf, type StepFacts, timeOf, titleOf } from './story.ts'

interface FactsProps {
  /** the map is a draft: its promises are proposals */
  isDraft: boolean
  story: CaseStory
  steps: ReadonlyMap<string, StepFacts>
  map: string | undefined
  end: number
}

/** Where the case stands: only what its events and the measured map say, nothing guessed. */
export function Facts({ story, steps, map, end, isDraft }: FactsProps) {
  const { events, open } = story
  const last = events.findLast(({ step }) => step !== null) ?? events.at(-1)
  const decided = events.filter(({ promise }) => promise && promise.kept !== null)
  const kept = decided.filter(({ promise }) => promise?.kept)
  const hold = holdsOf(events, end).at(-1)
  const took = (Date.parse(story.ended) - Date.parse(story.started)) / 1000
  if (!last) return null
  return (
    <>
      <Figure label={open ? 'Stands at' : 'Ended at'} value={titleOf(last, steps)} />
      {open && <Since last={last} end={end} />}
      {open && map && last.step && <Next map={map} step={last.step} steps={steps} />}
      <Figure label={open ? 'Under way, first to last event' : 'Took'} value={sayLongDuration(took)} />
      <Figure label="Events" value={sayCount(story.of)} />
      <Figure
        label={isDraft ? 'Proposed promises met' : 'Promises kept'}
        value={decided.length === 0 ? '–' : `${sayCount(kept.length)} of ${sayCount(decided.length)}`}
        sure={decided.length === 0 ? 'none decided here' : null}
        tone={isDraft ? null : kept.length < decided.length ? 'bad' : decided.length > 0 ? 'good' : null}
      />
      {hold && <Figure label="Last in hand of" value={hold.who} sure={hold.partner && 'partner'} />}
    </>
  )
}

/** Counted to the store's latest event, not to the reader's clock: what came after is not known yet. */
function Since({ last, end }: { last: CaseStory['events'][number]; end: number }) {
  const at = timeOf(last)
  const due = last.promise ? Date.parse(last.promise.due) : null
  const late = last.promise?.kept === false
  return (
    <Figure
      label="Since, by the latest event held"
      value={sayLongDuration((end - at) / 1000)}
      sure={due !== null && `promised ${sayDuration((due - at) / 1000)}`}
      tone={late ? 'bad' : null}
    />
  )
}

function Next({ map, step, steps }: { map: string; step: string; steps: ReadonlyMap<string, StepFacts> }) {
  const { data } = useAsk('GET /api/maps/:map/steps/:step', { params: { map, step } })
  const [most] = data?.to ?? []
  if (!most) return null
  const said = sayShare(most.share)
  const where = most.step === null ? 'nothing more' : (steps.get(most.step)?.title ?? most.step)
  return <Figure label="Next, most often from here" value={where} sure={`${said.value}, ${said.interval ?? said.n}`} />
}
