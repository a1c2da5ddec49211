import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { type GridSize, moveFocus, type Place } from './keys.ts'

/**
 * One tab stop for the whole grid. The stop is an attribute moved by hand rather than state: a grid of a thousand cells
 * need not be drawn anew for an arrow key.
 */
export function useRoving(grid: RefObject<HTMLTableElement | null>, size: GridSize) {
  const at = useRef<Place>({ row: 1, column: 1 })

  const stopAt = (place: Place) => {
    const cell = cellAt(grid.current, place, size)
    if (!cell) return null
    for (const other of grid.current?.querySelectorAll('[data-row][tabindex="0"]') ?? [])
      other.setAttribute('tabindex', '-1')
    cell.setAttribute('tabindex', '0')
    at.current = place
    return cell
  }
  // After any drawing the cell that had the stop may be gone.
  useEffect(() => {
    if (!grid.current?.querySelector('[data-row][tabindex="0"]'))
      stopAt({ row: 1, column: Math.min(1, size.columns - 1) })
  })
  return {
    place: () => at.current,
    focus: (place: Place) => reveal(stopAt(place)),
    onFocus: (target: EventTarget) => {
      const place = placeOf(target)
      if (place) stopAt(place)
    },
    /** whether the key was the grid's */
    onKey: (event: KeyboardEvent): boolean => {
      const to = moveFocus(at.current, { key: event.key, ctrlKey: event.ctrlKey || event.metaKey }, size)
      if (!to) return false
      event.preventDefault()
      reveal(stopAt(to))
      return true
    },
  }
}

export function placeOf(target: EventTarget | null): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
  return cell ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : null
}

/** The sticky header and lane names cover the edges; CSS says by scroll-margin how much. */
function reveal(cell: HTMLElement | null): void {
  cell?.focus({ preventScroll: true })
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function cellAt(grid: HTMLElement | null, place: Place, size: GridSize): HTMLElement | null {
  const [first] = size.extent(place)
  return grid?.querySelector<HTMLElement>(`[data-row="${place.row}"][data-column="${first}"]`) ?? null
}
