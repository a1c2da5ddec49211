import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { phaseSpans } from '../columns.ts'
import type { AnyLaneId } from '../lanes/lane.ts'
import type { LaneHandle } from '../lanes/use-lanes.ts'
import type { MapModel } from '../model.ts'
import type { GridSize } from './keys.ts'
import { placeOf, useRoving } from './use-roving.ts'

/** Rows above the lanes: phases and steps. */
export const headRows = 2

interface GridUse {
  readonly model: MapModel
  readonly lanes: LaneHandle
  readonly onSelect: (step: string | undefined, how: 'key' | 'pointer') => void
}

/** What keys and pointer do in the grid: a lane's name folds and moves it, any other cell opens its step. */
export function useGrid(table: RefObject<HTMLTableElement | null>, { model, lanes, onSelect }: GridUse) {
  const [said, say] = useState('')
  const roving = useRoving(table, sizeOf(model, lanes))
  const follow = useFollow(lanes, (row) => roving.focus({ row, column: 0 }))
  const laneAt = (row: number) => lanes.lanes[row - headRows]
  const stepAt = (column: number) => model.columns[column - 1]?.step.id

  const toggle = (row: number) => {
    const lane = laneAt(row)
    if (lane) lanes.fold(lane.id, !lane.folded)
  }
  const move = (row: number, by: number) => {
    const lane = laneAt(row)
    if (!lane) return
    const place = lanes.move(lane.id, by)
    say(`${lanes.wordsOf(lane.id).title}: lane ${place} of ${lanes.lanes.length}`)
    follow.current = lane.id
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeOf(event.target)
    if (!place) return
    const { row, column } = place
    const onName = column === 0 && row >= headRows
    if (onName && event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      return move(row, event.key === 'ArrowUp' ? -1 : 1)
    }
    if (event.key === 'Enter' || event.key === ' ') {
      // The button of the menu opens by itself.
      if (column === 0 && !onName) return
      event.preventDefault()
      const folded = laneAt(row)?.folded
      return onName || folded ? toggle(row) : onSelect(stepAt(column), 'key')
    }
    roving.onKey(event)
  }
  const onClick = (event: MouseEvent) => {
    const place = placeOf(event.target)
    if (!place) return
    const lane = laneAt(place.row)
    if (lane && (place.column === 0 || lane.folded)) toggle(place.row)
    else if (place.row > 0 && place.column > 0) onSelect(stepAt(place.column), 'pointer')
  }
  return { said, onKeyDown, onClick, onFocus: roving.onFocus }
}

/** A lane moved by key takes the focus along once it stands at its new place. */
function useFollow(lanes: LaneHandle, focus: (row: number) => void) {
  const follow = useRef<AnyLaneId | null>(null)
  const order = lanes.lanes.map((lane) => lane.id).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new order is a move
  useEffect(() => {
    const place = lanes.lanes.findIndex((lane) => lane.id === follow.current)
    follow.current = null
    if (place >= 0) focus(headRows + place)
  }, [order])
  return follow
}

function sizeOf(model: MapModel, lanes: LaneHandle): GridSize {
  const spans = phaseSpans(model.columns)
  const columns = model.columns.length + 1
  return {
    rows: headRows + lanes.lanes.length,
    columns,
    page: 5,
    extent: ({ row, column }) => {
      if (column === 0) return [0, 0]
      if (lanes.lanes[row - headRows]?.folded) return [1, columns - 1]
      const span = row === 0 ? spans.find(({ from, to }) => from < column && column <= to + 1) : undefined
      return span ? [span.from + 1, span.to + 1] : [column, column]
    },
  }
}
