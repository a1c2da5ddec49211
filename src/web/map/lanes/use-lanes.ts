import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask, queryOf, useAsk } from '../../app/ask.ts'
import type { Column } from '../columns.ts'
import type { LaneLens } from '../lens.ts'
import { type LaneId, lanes } from './lane.ts'
import { arrange, type LaneChanges, moveLane, type PlacedLane, putLane, readKept } from './order.ts'

export interface LaneHandle {
  readonly lanes: readonly PlacedLane[]
  /** steps that fill a lane */
  readonly fills: (lane: LaneId) => number
  readonly isChanged: boolean
  readonly fold: (lane: LaneId, folded: boolean) => void
  readonly foldAll: (folded: boolean) => void
  /** where the lane stands now, 1-based */
  readonly move: (lane: LaneId, by: number) => number
  readonly putBefore: (lane: LaneId, other: LaneId) => void
  readonly reset: () => void
}

const settings = queryOf('GET /api/settings', {})

/** The lanes of a lens as this workspace keeps them: changed on the screen at once, then stored. */
export function useLanes(lens: LaneLens, columns: readonly Column[]): LaneHandle {
  const client = useQueryClient()
  const { data } = useAsk('GET /api/settings', {}, { staleTime: Number.POSITIVE_INFINITY })
  const kept = useMemo(() => readKept(data?.settings['lanes']), [data])
  const store = useMutation({
    mutationFn: (value: unknown) =>
      ask('PUT /api/settings/:setting', { params: { setting: 'lanes' }, body: { value } }),
  })
  const fills = (lane: LaneId) => columns.filter(({ step }) => lanes[lane].fills(step)).length
  const changes = kept[lens] ?? {}
  const placed = arrange(lens, changes, (lane) => fills(lane) > 0)
  const order = placed.map((lane) => lane.id)

  const change = (next: LaneChanges) => {
    const value = { ...kept, [lens]: next }
    client.setQueryData(settings.queryKey, (old) => ({ settings: { ...old?.settings, lanes: value } }))
    store.mutate(value)
  }
  const reorder = (next: readonly LaneId[]) => change({ ...changes, order: next })
  return {
    lanes: placed,
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
