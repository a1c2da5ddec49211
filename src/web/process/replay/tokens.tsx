import { useReducedMotion } from '@mantine/hooks'
import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { DrawnLink } from '../canvas/view.ts'
import type { Scene } from '../layout/scene.ts'
import { emptyMoving, type Film, movingAt } from './film.ts'
import { type Painter, paintTokens, tracksOf } from './paint.ts'
import type { Player } from './player.ts'

interface TokensProps {
  film: Film
  scene: Scene
  links: readonly DrawnLink[]
  player: Player
}

/** The cases on their way, on a canvas over the picture: the picture itself is not touched while they move. */
export function Tokens({ film, scene, links, player }: TokensProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const store = useStoreApi()
  const isStill = useReducedMotion()
  useEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    const curves = new Map(links.map((one) => [one.link.id, one.curve]))
    const painter: Painter = { canvas, context, tracks: tracksOf(film, curves, scene.boxes), moving: emptyMoving(film) }
    const draw = () => {
      movingAt(film, player.time, painter.moving)
      player.moving = { count: painter.moving.count, hidden: painter.moving.hidden }
      const { transform, width, height } = store.getState()
      paintTokens(painter, { x: transform[0], y: transform[1], zoom: transform[2] }, { width, height })
    }
    // Where the system asks for stillness, the picture changes once a second instead of moving.
    const stopPlaying = play(player, draw, isStill ? 1000 : 0)
    const stopListening = [player.subscribe(draw), store.subscribe(draw)]
    draw()
    return () => {
      stopPlaying()
      for (const stop of stopListening) stop()
    }
  }, [film, scene, links, player, store, isStill])
  return <canvas ref={ref} className="pm-tokens" aria-hidden />
}

function play(player: Player, draw: () => void, pause: number): () => void {
  let last = performance.now()
  let frame = requestAnimationFrame(function next(now) {
    frame = requestAnimationFrame(next)
    if (now - last < pause) return
    const seconds = (now - last) / 1000
    last = now
    if (!player.isPlaying) return
    player.tick(seconds)
    draw()
  })
  return () => cancelAnimationFrame(frame)
}
