import { useReactFlow } from '@xyflow/react'
import { type FocusEvent, type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import { startId } from '../graph/model.ts'
import type { LaidOut } from '../layout/use-scene.ts'
import { type Arrow, move, type Spot } from './keys.ts'
import type { DrawnLink } from './view.ts'

interface Parts {
  scene: LaidOut
  links: readonly DrawnLink[]
  select: (id: string | null) => void
}

const arrows: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] satisfies Arrow[]
const isArrow = (key: string): key is Arrow => arrows.includes(key)

/** One Tab stop for the whole picture; within it the arrow keys go from step to link to step. */
export function useSpot({ scene, links, select }: Parts) {
  const ref = useRef<HTMLDivElement>(null)
  const [spot, setSpot] = useState<Spot>({ kind: 'place', id: startId })
  const { getViewport, setCenter } = useReactFlow()
  const ground = useMemo(() => ({ boxes: scene.boxes, links }), [scene, links])
  const isThere = spot.kind === 'place' ? scene.boxes.has(spot.id) : links.some((one) => one.link.id === spot.id)

  const reveal = useCallback(
    (element: Element) => {
      const [here, frame] = [element.getBoundingClientRect(), ref.current?.getBoundingClientRect()]
      if (
        !frame ||
        (here.left >= frame.left && here.right <= frame.right && here.top >= frame.top && here.bottom <= frame.bottom)
      )
        return
      const { x, y, zoom } = getViewport()
      const [left, top] = [(here.left + here.right) / 2 - frame.left, (here.top + here.bottom) / 2 - frame.top]
      void setCenter((left - x) / zoom, (top - y) / zoom, { zoom, duration: 0 })
    },
    [getViewport, setCenter],
  )
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.key === 'Escape') select(null)
      if (!isArrow(event.key) || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      const next = move(spot, event.key, ground)
      const element = next && ref.current?.querySelector(`[data-spot="${CSS.escape(next.id)}"]`)
      if (!next || !(element instanceof HTMLElement || element instanceof SVGElement)) return
      setSpot(next)
      element.focus({ preventScroll: true })
      reveal(element)
    },
    [spot, ground, select, reveal],
  )
  const onFocus = useCallback((event: FocusEvent) => {
    const id = event.target.closest('[data-spot]')?.getAttribute('data-spot')
    if (!id) return
    setSpot((old) =>
      old.id === id
        ? old
        : event.target instanceof SVGElement
          ? { kind: 'link', id, end: 'from' }
          : { kind: 'place', id },
    )
  }, [])
  return { ref, stop: isThere ? spot.id : startId, onKeyDown, onFocus }
}
