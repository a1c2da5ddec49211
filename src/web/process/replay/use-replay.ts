import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import type { Replay } from '../../../insight/answers.ts'
import { useAsk } from '../../app/ask.ts'
import { useFilters } from '../../app/filters.ts'
import { mapQuery } from '../../app/map-choice.ts'
import type { Kept } from '../graph/keep.ts'
import { type Film, toFilm } from './film.ts'
import { firstPace } from './pace.ts'
import { Player } from './player.ts'

/** As many as can be told apart on one picture, and few enough to fetch at once. */
const sample = 2000

export interface ReplayHandle {
  readonly data: Replay | undefined
  readonly film: Film | null
  readonly player: Player | null
  readonly error: unknown
  readonly isLoading: boolean
  /** traces are fetched when someone wants to see them move */
  readonly open: () => void
}

export function useReplay(map: string | undefined, kept: Kept): ReplayHandle {
  const { query } = useFilters()
  const isStill = useReducedMotion()
  const [isOpen, setOpen] = useState(false)
  const request = { query: { ...query, ...mapQuery(map), cases: String(sample) } }
  const key = JSON.stringify(request)
  // Held apart from the cache: where events go on coming in, the answers are asked for again every few seconds, and what
  // someone is watching must not begin anew.
  const [held, setHeld] = useState<{ key: string; data: Replay } | null>(null)
  const isHeld = held?.key === key
  const answer = useAsk('GET /api/replay', request, { enabled: isOpen && !isHeld })
  const data = isHeld ? held.data : answer.data
  useEffect(() => {
    if (answer.data && !isHeld) setHeld({ key, data: answer.data })
  }, [answer.data, isHeld, key])
  const film = useMemo(
    () => (data ? toFilm(data, kept.steps, new Set(kept.links.map((link) => link.id))) : null),
    [data, kept],
  )
  const player = useMemo(() => (data ? newPlayer(data) : null), [data])
  useEffect(() => {
    // It was opened to be played: once, when the traces have come. Where the system asks for stillness, Play is left to the hand.
    if (player && !isStill && !player.isPlaying && player.time === player.from) player.toggle()
  }, [player, isStill])
  return {
    data,
    film,
    player,
    error: data ? null : answer.error,
    isLoading: answer.isFetching && !data,
    open: () => setOpen(true),
  }
}

function newPlayer(replay: Replay): Player {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { at } of replay.cases) {
    from = Math.min(from, at[0] ?? from)
    to = Math.max(to, at.at(-1) ?? to)
  }
  return Number.isFinite(from) ? new Player(from, to, firstPace(to - from)) : new Player(0, 0, 60)
}
