import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { type Choice, firstView } from './graph/keep.ts'

/** Where the sliders stand. They move at once; the address follows when the hand has left them. */
export function useSliders(choice: Choice) {
  const { steps, links } = useSearch({ from: '/process/{-$map}' })
  const navigate = useNavigate({ from: '/process/{-$map}' })
  const first = useMemo(() => firstView(choice), [choice])
  const [moved, setMoved] = useState<{ steps?: number; fullness?: number }>({})
  const wanted = moved.steps ?? steps
  const stop = wanted === undefined ? first.stop : stopFor(choice, wanted)
  const fullness = moved.fullness ?? (links === undefined ? first.fullness : links / 100)
  return {
    stop,
    fullness,
    move: (to: { stop?: number; fullness?: number }) =>
      setMoved((old) => ({
        ...old,
        ...(to.stop === undefined ? {} : { steps: choice.stops[to.stop] ?? 1 }),
        ...(to.fullness === undefined ? {} : { fullness: to.fullness }),
      })),
    settle: () => {
      if (moved.steps === undefined && moved.fullness === undefined) return
      void navigate({
        search: (old) => ({ ...old, steps: choice.stops[stop] ?? 1, links: Math.round(fullness * 100) }),
        replace: true,
        resetScroll: false,
      })
    },
  }
}

/** A number of steps, as the address holds it, stands for as much on other events: the first stop that shows as many. */
function stopFor(choice: Choice, steps: number): number {
  const found = choice.stops.findIndex((length) => length >= steps)
  return found === -1 ? Math.max(0, choice.stops.length - 1) : found
}
