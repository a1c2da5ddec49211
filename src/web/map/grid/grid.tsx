import { type DragEvent, useRef } from 'react'
import type { AnyLaneId } from '../lanes/lane.ts'
import type { LaneHandle } from '../lanes/use-lanes.ts'
import { hereAt, type MapModel } from '../model.ts'
import type { OverlayShown } from '../overlays/overlay.tsx'
import { GridHead } from './head.tsx'
import { LaneRow } from './lane-row.tsx'
import { headRows, useGrid } from './use-grid.ts'

export interface GridProps {
  readonly model: MapModel
  readonly overlay: OverlayShown
  readonly lanes: LaneHandle
  readonly width: number
  readonly selected: string | undefined
  readonly onSelect: (step: string | undefined, how: 'key' | 'pointer') => void
}

/** The grid of lanes and steps, by the ARIA grid pattern. */
export function Grid({ model, overlay, lanes, width, selected, onSelect }: GridProps) {
  const table = useRef<HTMLTableElement>(null)
  const { said, onKeyDown, onClick, onFocus } = useGrid(table, { model, lanes, onSelect })
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
        onFocus={(event) => onFocus(event.target)}
      >
        <GridHead
          columns={model.columns}
          selected={selected}
          outcome={model.map.outcome}
          lanes={lanes.lanes.length > 0 ? lanes : null}
          hereAt={hereAt(model)}
        />
        <tbody {...dropping(lanes)}>
          {lanes.lanes.map((lane, i) => (
            <LaneRow
              key={lane.id}
              model={model}
              overlay={overlay}
              columns={model.columns}
              width={width}
              lane={lane.id}
              words={lanes.wordsOf(lane.id)}
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

/** A lane let go over another takes its place. */
function dropping(lanes: LaneHandle) {
  const laneOf = (id: string | undefined): AnyLaneId | undefined => lanes.lanes.find((lane) => lane.id === id)?.id
  const laneUnder = ({ target }: DragEvent): AnyLaneId | undefined => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-lane]') : null
    return laneOf(row?.dataset['lane'])
  }
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes('text/lane')) event.preventDefault()
    },
    onDrop: (event: DragEvent) => {
      const moved = laneOf(event.dataTransfer.getData('text/lane'))
      const under = laneUnder(event)
      if (!moved || !under || moved === under) return
      event.preventDefault()
      lanes.putBefore(moved, under)
    },
  }
}
