import { type DragEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import { phaseSpans } from '../columns.ts'
import { lanes as definitions, type LaneId, laneIds } from '../lanes/lane.ts'
import type { LaneHandle } from '../lanes/use-lanes.ts'
import type { MapModel } from '../model.ts'
import { GridHead } from './head.tsx'
import type { GridSize } from './keys.ts'
import { LaneRow } from './lane-row.tsx'
import { placeOf, useRoving } from './use-roving.ts'

export interface GridProps {
  readonly model: MapModel
  readonly lanes: LaneHandle
  readonly width: number
  readonly selected: string | undefined
  readonly onSelect: (step: string | undefined, how: 'key' | 'pointer') => void
}

const headRows = 2

/** The grid of lanes and steps, by the ARIA grid pattern. */
export function Grid({ model, lanes, width, selected, onSelect }: GridProps) {
  const table = useRef<HTMLTableElement>(null)
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
    say(`${definitions[lane.id].title}: lane ${place} of ${lanes.lanes.length}`)
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
  return (
    <>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern allows a table, which says rows and headers by itself
        role="grid"
        aria-label={`${model.map.title}: lanes and steps`}
        aria-rowcount={headRows + lanes.lanes.length}
        aria-colcount={model.columns.length + 1}
        className="map-grid"
        data-narrow={width < 100 || undefined}
        style={{ '--column': `${width}px`, '--columns': model.columns.length }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => roving.onFocus(event.target)}
      >
        <GridHead
          columns={model.columns}
          selected={selected}
          outcome={model.map.outcome}
          lanes={lanes.lanes.length > 0 ? lanes : null}
        />
        <tbody {...dropping(lanes)}>
          {lanes.lanes.map((lane, i) => (
            <LaneRow
              key={lane.id}
              model={model}
              columns={model.columns}
              width={width}
              lane={lane.id}
              row={headRows + i}
              folded={lane.folded}
              fills={lanes.fills(lane.id)}
              selected={selected}
            />
          ))}
        </tbody>
      </table>
      <p className="spoken" role="status">
        {said}
      </p>
    </>
  )
}

/** A lane moved by key takes the focus along once it stands at its new place. */
function useFollow(lanes: LaneHandle, focus: (row: number) => void) {
  const follow = useRef<LaneId | null>(null)
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

/** A lane let go over another takes its place. */
function dropping(lanes: LaneHandle) {
  const laneUnder = ({ target }: DragEvent): LaneId | undefined => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-lane]') : null
    return laneIds.find((id) => id === row?.dataset['lane'])
  }
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes('text/lane')) event.preventDefault()
    },
    onDrop: (event: DragEvent) => {
      const moved = laneIds.find((id) => id === event.dataTransfer.getData('text/lane'))
      const under = laneUnder(event)
      if (!moved || !under || moved === under) return
      event.preventDefault()
      lanes.putBefore(moved, under)
    },
  }
}
