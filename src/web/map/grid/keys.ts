/** The ARIA grid pattern as a function: where focus goes from a cell. Column 0 is the lane's name. */
export interface Place {
  readonly row: number
  readonly column: number
}
export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
}
export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** rows that PageUp and PageDown pass over */
  readonly page: number
  /** first and last column of the cell that holds a place; wider than one in the phases' row */
  readonly extent: (place: Place) => readonly [number, number]
}

/** Null where the key is none of the grid's. At an edge focus stays. */
export function moveFocus(at: Place, { key, ctrlKey }: Press, size: GridSize): Place | null {
  const [first, last] = size.extent(at)
  const columns = size.columns - 1
  const rows = size.rows - 1
  const to = (row: number, column: number): Place => ({ row: clamp(row, rows), column: clamp(column, columns) })
  switch (key) {
    case 'ArrowRight':
      return last >= columns ? at : to(at.row, last + 1)
    case 'ArrowLeft':
      return to(at.row, first - 1)
    case 'ArrowDown':
      return to(at.row + 1, at.column)
    case 'ArrowUp':
      return to(at.row - 1, at.column)
    case 'Home':
      return to(ctrlKey ? 0 : at.row, 0)
    case 'End':
      return to(ctrlKey ? rows : at.row, columns)
    case 'PageDown':
      return to(at.row + size.page, at.column)
    case 'PageUp':
      return to(at.row - size.page, at.column)
    default:
      return null
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value))
}
