import { IconChevronDown, IconChevronRight, IconGripVertical } from '@tabler/icons-react'
import { type DragEvent, memo } from 'react'
import { laneViews } from '../cells/views.ts'
import type { Column } from '../columns.ts'
import { type AnyLaneId, isOverlayLane, type LaneDefinition } from '../lanes/lane.ts'
import type { MapModel } from '../model.ts'
import type { OverlayShown } from '../overlays/overlay.tsx'

export interface LaneRowProps {
  readonly model: MapModel
  /** draws the lanes that it brought itself */
  readonly overlay: OverlayShown
  readonly columns: readonly Column[]
  readonly width: number
  readonly lane: AnyLaneId
  readonly words: Pick<LaneDefinition, 'title' | 'unit' | 'empty'>
  readonly row: number
  readonly folded: boolean
  readonly fills: number
  readonly selected: string | undefined
}

/** One lane: its name, and a cell for each step; folded, one cell that says what is in it. */
export const LaneRow = memo(function LaneRow(props: LaneRowProps) {
  const { columns, lane, row, folded } = props
  return (
    <tr className={folded ? 'lane lane-folded' : `lane lane-${lane}`} data-lane={lane}>
      <LaneName {...props} />
      {folded ? (
        <td className="lane-fold" colSpan={columns.length} data-row={row} data-column={1} tabIndex={-1}>
          <span className="lane-fold-words">{sayFold(props)}</span>
        </td>
      ) : (
        <Cells {...props} />
      )}
    </tr>
  )
})

function sayFold({ words, fills, model }: LaneRowProps): string {
  if (fills === 0) return words.empty
  return fills === model.columns.length ? 'every step, folded' : `${fills} of ${model.columns.length} steps, folded`
}

function Cells({ model, overlay, columns, width, lane, row, selected }: LaneRowProps) {
  const { cell, drawing } = viewOf({ model, overlay, columns, width, lane })
  return (
    <>
      {columns.map((column, i) => (
        <td
          key={column.step.id}
          className={column.step.id === selected ? 'cell selected' : 'cell'}
          style={{ gridColumn: i + 2 }}
          data-row={row}
          data-column={i + 1}
          data-step={column.step.id}
          tabIndex={-1}
        >
          {cell(column)}
        </td>
      ))}
      {drawing && (
        <td className={`drawing drawing-${lane}`} aria-hidden="true">
          {drawing}
        </td>
      )}
    </>
  )
}

/** How a lane shows a step, and what it draws across: as the map does, or as the overlay that brought the lane. */
function viewOf({
  model,
  overlay,
  columns,
  width,
  lane,
}: Pick<LaneRowProps, 'model' | 'overlay' | 'columns' | 'width' | 'lane'>) {
  if (isOverlayLane(lane)) {
    return { cell: (column: Column) => overlay.cell(lane, column), drawing: overlay.drawing(lane, columns, width) }
  }
  const { Cell, Drawing } = laneViews[lane]
  return {
    cell: (column: Column) => <Cell model={model} column={column} />,
    drawing: Drawing && <Drawing model={model} columns={columns} width={width} />,
  }
}

/** The name folds the lane; the grip drags it; Alt with an arrow moves it (the grid listens to keys). */
function LaneName({ lane, words: { title, unit }, row, folded, model, width }: LaneRowProps) {
  const Note = isOverlayLane(lane) ? undefined : laneViews[lane].Note
  const Chevron = folded ? IconChevronRight : IconChevronDown
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData('text/lane', lane)
    event.dataTransfer.effectAllowed = 'move'
  }
  return (
    <th scope="row" className="lane-name" draggable onDragStart={onDragStart}>
      <button
        type="button"
        className="lane-button"
        tabIndex={-1}
        aria-expanded={!folded}
        data-fold={lane}
        data-row={row}
        data-column={0}
      >
        <Chevron size={12} stroke={2} aria-hidden />
        <span>{title}</span>
      </button>
      {!folded && unit !== '' && <small>{unit}</small>}
      {!folded && Note && <Note model={model} width={width} />}
      <IconGripVertical className="lane-grip" size={13} stroke={1.6} aria-hidden />
    </th>
  )
}
