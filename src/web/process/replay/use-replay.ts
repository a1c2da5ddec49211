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
  const [isOpen, setOpen] = useState(false)
  const { data, error, isFetching } = useAsk(
    'GET /api/replay',
    { query: { ...query, ...mapQuery(map), cases: String(sample) } },
    { enabled: isOpen, staleTime: Number.POSITIVE_INFINITY },
  )
  const film = useMemo(
    () => (data ? toFilm(data, kept.steps, new Set(kept.links.map((link) => link.id))) : null),
    [data, kept],
  )
  const player = useMemo(() => (data ? newPlayer(data) : null), [data])
  useEffect(() => {
    // It was opened to be played: once, when the traces have come.
    if (player && !player.isPlaying && player.time === player.from) player.toggle()
  }, [player])
  return { data, film, player, error, isLoading: isFetching && !data, open: () => setOpen(true) }
}

function newPlayer(replay: Replay): Player {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { at } of replay.cases) {
    from = Math.min(from, at[0] ?? from)
    to = Math.max(to, at.at(-1) ?? to)
  }
  return Number.isFinite(from) ? new Player(from, to, firstPace(to - from)) : new Player(0, 0, 60)
}
