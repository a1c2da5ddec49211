import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask, queryOf, useAsk } from '../../app/ask.ts'
import type { Column } from '../columns.ts'
import type { LaneWords } from '../overlays/overlay.tsx'
import { type AnyLaneId, isOverlayLane, type LaneDefinition, lanes } from './lane.ts'
import { arrange, type LaneChanges, type LaneSet, moveLane, type PlacedLane, putLane, readKept } from './order.ts'

type Words = Pick<LaneDefinition, 'title' | 'unit' | 'empty'>

export interface LaneHandle {
  readonly lanes: readonly PlacedLane[]
  readonly wordsOf: (lane: AnyLaneId) => Words
  /** steps that fill a lane */
  readonly fills: (lane: AnyLaneId) => number
  readonly isChanged: boolean
  readonly fold: (lane: AnyLaneId, folded: boolean) => void
  readonly foldAll: (folded: boolean) => void
  /** where the lane stands now, 1-based */
  readonly move: (lane: AnyLaneId, by: number) => number
  readonly putBefore: (lane: AnyLaneId, other: AnyLaneId) => void
  readonly reset: () => void
}

const settings = queryOf('GET /api/settings', {})

/** A lens, or an overlay of it: under which name its lanes are kept, which they are, and the words of those an overlay brings. */
export interface LaneChoice {
  readonly set: LaneSet
  readonly own: readonly AnyLaneId[]
  readonly brought: readonly LaneWords[]
}

/** The lanes of a lens as this workspace keeps them: changed on the screen at once, then stored. */
export function useLanes({ set, own, brought }: LaneChoice, columns: readonly Column[]): LaneHandle {
  const client = useQueryClient()
  const { data } = useAsk('GET /api/settings', {}, { staleTime: Number.POSITIVE_INFINITY })
  const kept = useMemo(() => readKept(data?.settings['lanes']), [data])
  const store = useMutation({
    mutationFn: (value: unknown) =>
      ask('PUT /api/settings/:setting', { params: { setting: 'lanes' }, body: { value } }),
  })
  // What an overlay lays on the steps is measured: it fills every step that events can be.
  const fills = (lane: AnyLaneId) => {
    const { fills } = isOverlayLane(lane) ? lanes.flow : lanes[lane]
    return columns.filter(({ step }) => fills(step)).length
  }
  const wordsOf = (lane: AnyLaneId) => {
    if (!isOverlayLane(lane)) return lanes[lane]
    const { title = lane, unit = '' } = brought.find((one) => one.id === lane) ?? {}
    return { title, unit, empty: lanes.flow.empty }
  }
  const changes = kept[set] ?? {}
  const placed = arrange(own, changes, (lane) => fills(lane) > 0)
  const order = placed.map((lane) => lane.id)

  const change = (next: LaneChanges) => {
    const value = { ...kept, [set]: next }
    client.setQueryData(settings.queryKey, (old) => ({ settings: { ...old?.settings, lanes: value } }))
    store.mutate(value)
  }
  const reorder = (next: readonly AnyLaneId[]) => change({ ...changes, order: next })
  return {
    lanes: placed,
    wordsOf,
    fills,
    isChanged: changes.order !== undefined || Object.keys(changes.folded ?? {}).length > 0,
    fold: (lane, folded) => change({ ...changes, folded: { ...changes.folded, [lane]: folded } }),
    foldAll: (folded) => change({ ...changes, folded: Object.fromEntries(order.map((id) => [id, folded])) }),
    move: (lane, by) => {
      const next = moveLane(order, lane, by)
      if (next.join() !== order.join()) reorder(next)
      return next.indexOf(lane) + 1
    },
    putBefore: (lane, other) => {
      const place = order.filter((id) => id !== lane).indexOf(other)
      reorder(putLane(order, lane, order.indexOf(lane) < order.indexOf(other) ? place + 1 : place))
    },
    reset: () => change({}),
  }
}
