import { type ReactNode, useId } from 'react'
import { sayCount } from '../../figure/count.ts'
import { sayPercent } from '../../figure/share.ts'
import type { Choice, Kept } from '../graph/keep.ts'

export interface ShownProps {
  choice: Choice
  kept: Kept
  stop: number
  fullness: number
  move: (to: { stop?: number; fullness?: number }) => void
  /** the hand has left the slider */
  settle: () => void
  /** picture or table */
  children: ReactNode
}

/** The two sliders, each saying what it shows and how much of the events that is. */
export function Shown({ choice, kept, stop, fullness, move, settle, children }: ShownProps) {
  const [events, passages] = [shareOf(kept.eventsShare), shareOf(kept.passagesShare)]
  return (
    <section className="pm-section">
      <div className="pm-head-row">
        <h2>What is shown</h2>
        {children}
      </div>
      <Slider
        says={`Steps: ${sayCount(kept.stepsShown)} of ${sayCount(kept.stepsOf)}${events && ` (${events} of events)`}`}
        value={stop}
        max={choice.stops.length - 1}
        onChange={(value) => move({ stop: value })}
        settle={settle}
      />
      {stop === 0 && kept.stepsShown > 1 && kept.stepsShown < kept.stepsOf && (
        <p className="faint">
          Fewer cannot be shown: the busiest way to each step, and on to an end, leads over these.
        </p>
      )}
      <Slider
        says={`Transitions: ${sayCount(kept.linksShown)} of ${sayCount(kept.linksOf)}${passages && ` (${passages} of times taken)`}`}
        value={Math.round(fullness * 100)}
        max={100}
        onChange={(value) => move({ fullness: value / 100 })}
        settle={settle}
      />
    </section>
  )
}

const shareOf = (share: number | null) => (share === null ? '' : sayPercent(share))

interface SliderProps {
  says: string
  value: number
  max: number
  onChange: (value: number) => void
  settle: () => void
}

function Slider({ says, value, max, onChange, settle }: SliderProps) {
  const id = useId()
  return (
    <div className="pm-slider">
      <label htmlFor={id}>{says}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={Math.max(max, 0)}
        value={value}
        disabled={max <= 0}
        aria-valuetext={says}
        style={{ '--at': `${max > 0 ? (value / max) * 100 : 100}%` }}
        onChange={(event) => onChange(Number(event.target.value))}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
    </div>
  )
}
