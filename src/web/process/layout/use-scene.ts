import { useEffect, useRef, useState } from 'react'
import { type Choice, framework } from '../graph/keep.ts'
import type { Link } from '../graph/model.ts'
import { directionOf } from '../graph/order.ts'
import type { Names } from '../words.ts'
import type { Curve } from './curve.ts'
import { type Box, type Picture, toElk } from './elk-graph.ts'
import { startElk } from './engine.ts'
import { Layouter } from './layouter.ts'
import { type Scene, toScene } from './scene.ts'
import { sizeOf } from './size.ts'

export interface Wanted {
  readonly choice: Choice
  readonly stop: number
  readonly order: ReadonlyMap<string, number>
  readonly names: Names
}
export interface LaidOut extends Scene {
  readonly choice: Choice
  readonly stop: number
  /** curves of links that were not laid out, drawn when first shown */
  readonly across: Map<string, Curve>
  /** what it is a picture of: as long as this is the same, new figures are no reason to lay out again */
  readonly shape: string
}
export type SceneState = { readonly scene: LaidOut | null; readonly failed: unknown; readonly again: () => void }

const none: ReadonlyMap<string, Box> = new Map()

/** The newest layout that is ready; the one before stays on the screen until then, and steps keep their places. */
export function useScene({ choice, stop, order, names }: Wanted): SceneState {
  const layouter = useRef<Layouter | null>(null)
  const ready = useRef(new WeakMap<Choice, Map<number, LaidOut>>())
  const last = useRef<LaidOut | null>(null)
  const [scene, setScene] = useState<LaidOut | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const own = new Layouter(startElk)
    layouter.current = own
    return () => own.close()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks for the same layout again
  useEffect(() => {
    let wanted = true
    const known = ready.current.get(choice) ?? new Map<number, LaidOut>()
    ready.current.set(choice, known)
    const show = (found: LaidOut) => {
      last.current = found
      known.set(stop, found)
      setFailed(null)
      setScene(found)
    }
    const before = known.get(stop)
    if (before) {
      show(before)
      return
    }
    const picture = pictureOf({ choice, stop, order, names }, last.current?.boxes ?? none)
    const shape = shapeOf(picture)
    if (last.current?.shape === shape) {
      show({ ...last.current, choice, stop })
      return
    }
    layouter.current
      ?.lay(toElk(picture))
      .then((answer) => {
        if (answer && wanted) show({ ...toScene(answer, picture), choice, stop, shape, across: new Map() })
      })
      .catch((error: unknown) => {
        if (wanted) setFailed(error)
      })
    return () => {
      wanted = false
    }
  }, [choice, stop, order, names, attempt])
  return { scene, failed, again: () => setAttempt(attempt + 1) }
}

function pictureOf({ choice, stop, order, names }: Wanted, before: ReadonlyMap<string, Box>): Picture {
  const links: readonly Link[] = framework(choice, stop)
  const shown = new Set(links.flatMap((link) => [link.from, link.to]))
  for (const place of choice.order.slice(0, choice.stops[stop] ?? 0)) shown.add(place.id)
  const places = [...order.keys()].flatMap((id) => {
    const place = choice.graph.places.get(id)
    return place && shown.has(id) ? [{ id, ...sizeOf(place, names.title(id)) }] : []
  })
  return { places, links, order, before }
}

function shapeOf({ places, links, order }: Picture): string {
  return JSON.stringify([
    places.map(({ id, width, height }) => [id, width, height]),
    links.map((link) => [link.id, directionOf(link, order)]).sort(),
  ])
}
