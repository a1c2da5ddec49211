import { IconArrowLeft, IconArrowRight, IconX } from '@tabler/icons-react'
import type { StepNames } from '../../variants/names.ts'

interface StepListProps {
  readonly chosen: readonly string[]
  readonly steps: readonly string[]
  readonly names: StepNames
  readonly change: (steps: readonly string[]) => void
}

/** The steps of a funnel in their order: each can be moved and taken out, and another added at the end. */
export function StepList({ chosen, steps, names, change }: StepListProps) {
  const without = (place: number) => chosen.filter((_, i) => i !== place)
  const moved = (place: number, to: number) => without(place).toSpliced(to, 0, chosen[place] ?? '')
  return (
    <ol className="ex-steps" aria-label="Steps of the funnel">
      {chosen.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same step may be named twice, and its place tells the two apart
        <li key={`${step} ${place}`}>
          <span className="ex-step-place">{place + 1}</span>
          <span className="ex-step-name">{names.title(step)}</span>
          <button
            type="button"
            disabled={place === 0}
            aria-label={`Move ${names.title(step)} earlier`}
            onClick={() => change(moved(place, place - 1))}
          >
            <IconArrowLeft size={13} aria-hidden />
          </button>
          <button
            type="button"
            disabled={place === chosen.length - 1}
            aria-label={`Move ${names.title(step)} later`}
            onClick={() => change(moved(place, place + 1))}
          >
            <IconArrowRight size={13} aria-hidden />
          </button>
          <button
            type="button"
            disabled={chosen.length < 2}
            aria-label={`Take ${names.title(step)} out`}
            onClick={() => change(without(place))}
          >
            <IconX size={13} aria-hidden />
          </button>
        </li>
      ))}
      <li className="ex-step-add">
        <select
          aria-label="Add a step"
          value=""
          onChange={({ currentTarget }) => currentTarget.value && change([...chosen, currentTarget.value])}
        >
          <option value="">+ add a step</option>
          {steps.map((step) => (
            <option key={step} value={step}>
              {names.title(step)}
            </option>
          ))}
        </select>
      </li>
    </ol>
  )
}
