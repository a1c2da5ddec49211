import { useElementSize } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus, IconZoomReset } from '@tabler/icons-react'
import { Fragment, type KeyboardEvent, useMemo, useState } from 'react'
import { sayMany } from '../figure/count.ts'
import { sayInstant } from '../figure/date.ts'
import { sayLongDuration } from '../figure/duration.ts'
import { type EventListProps, stageOf } from './event-list.tsx'
import type { Span } from './scale.ts'
import { tellsActors, timeOf } from './story.ts'
import { Drawing } from './timeline-drawing.tsx'
import { layOut, type Mark } from './timeline-layout.ts'
import { pan, zoom } from './zoom.ts'

/** The case drawn to scale: length is time, so silence is empty length. The list below says the same in words. */
export function Timeline({ story, steps, end, chosen, choose }: EventListProps) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const hasActors = tellsActors(story)
  const whole = useMemo(() => ({ from: Date.parse(story.started), to: end }), [story.started, end])
  const { span, nearer, along, reset, isNear } = useZoom(whole)
  const wide = Math.max(320, Math.floor(width))
  const layout = useMemo(() => layOut({ story, steps, span, end, width: wide }), [story, steps, span, end, wide])
  const open = ({ members }: Mark) => {
    const events = members.map((i) => story.events[i]).filter((event) => event !== undefined)
    const [first, ...more] = events
    const far = events.at(-1)
    const canOpen = first && far && more.length > 0 && timeOf(far) > timeOf(first)
    if (canOpen) nearer((4 * (timeOf(far) - timeOf(first))) / (span.to - span.from), (timeOf(first) + timeOf(far)) / 2)
    else choose(members[0] ?? null)
  }
  return (
    <section className="timeline" aria-label="Timeline">
      <div ref={ref}>
        {width > 0 && (
          <Drawing
            layout={layout}
            width={wide}
            chosen={chosen}
            open={open}
            look={(i) => {
              const event = story.events[i]
              return {
                stage: event ? stageOf(event, steps) : 'none',
                actor: hasActors ? (event?.actor ?? 'customer') : 'customer',
              }
            }}
            says={`${sayMany(story.events.length, 'event')} in ${sayLongDuration((end - whole.from) / 1000)}, from ${sayInstant(whole.from)} to ${sayInstant(end)} UTC; the table below lists them.`}
          />
        )}
      </div>
      <div className="timeline-foot">
        <Legend hasActors={hasActors} instant={layout.instant} unplaced={layout.unplaced} isNear={isNear} span={span} />
        {whole.to > whole.from && <Zoom nearer={nearer} along={along} reset={reset} isNear={isNear} />}
      </div>
    </section>
  )
}

function useZoom(whole: Span) {
  const [shown, setShown] = useState<Span | null>(null)
  const span = shown ?? whole
  const isNear = shown !== null && shown.to - shown.from < whole.to - whole.from
  return {
    span,
    isNear,
    nearer: (factor: number, at?: number) => setShown(zoom(span, whole, factor, at)),
    along: (share: number) => setShown(pan(span, whole, share)),
    reset: () => setShown(null),
  }
}

interface ZoomProps {
  nearer: (factor: number) => void
  along: (share: number) => void
  reset: () => void
  isNear: boolean
}

/** Each a button, and while one of them has the focus also a key: plus, minus, the arrows, 0. */
function Zoom({ nearer, along, reset, isNear }: ZoomProps) {
  const deeds = new Map([
    ['+', () => nearer(0.5)],
    ['=', () => nearer(0.5)],
    ['-', () => nearer(2)],
    ['ArrowLeft', () => along(-0.25)],
    ['ArrowRight', () => along(0.25)],
    ['0', reset],
  ])
  const press = (event: KeyboardEvent) => {
    const deed = event.ctrlKey || event.metaKey || event.altKey ? undefined : deeds.get(event.key)
    if (!deed) return
    event.preventDefault()
    deed()
  }
  return (
    <fieldset className="timeline-zoom" onKeyDown={press}>
      <legend className="spoken">Zoom: keys + − ← → 0</legend>
      <button type="button" onClick={() => along(-0.5)} aria-disabled={!isNear} aria-label="Earlier">
        <IconChevronLeft size={15} aria-hidden />
      </button>
      <button type="button" onClick={() => nearer(2)} aria-disabled={!isNear} aria-label="More time">
        <IconMinus size={15} aria-hidden />
      </button>
      <button type="button" onClick={() => nearer(0.5)} aria-label="Less time, nearer">
        <IconPlus size={15} aria-hidden />
      </button>
      <button type="button" onClick={() => along(0.5)} aria-disabled={!isNear} aria-label="Later">
        <IconChevronRight size={15} aria-hidden />
      </button>
      <button type="button" onClick={reset} aria-disabled={!isNear}>
        <IconZoomReset size={15} aria-hidden /> All
      </button>
    </fieldset>
  )
}

interface LegendProps {
  hasActors: boolean
  instant: boolean
  unplaced: number
  isNear: boolean
  span: Span
}

function Legend({ hasActors, instant, unplaced, isNear, span }: LegendProps) {
  const notes = [
    instant && <b key="instant">All at the same instant: drawn in their order, not to scale.</b>,
    isNear && `showing ${sayInstant(span.from)} – ${sayInstant(span.to)}`,
    unplaced > 0 && `${sayMany(unplaced, 'text has', 'texts have')} no room here: zoom in, or read the list`,
  ].filter((note) => note !== false)
  return (
    <p>
      {hasActors && (
        <>
          <span className="key key-customer" /> customer <span className="key key-other" /> company, partner or system
        </>
      )}
      {notes.map((note, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a note is its place
        <Fragment key={i}>
          {(hasActors || i > 0) && ' · '}
          {note}
        </Fragment>
      ))}
    </p>
  )
}
