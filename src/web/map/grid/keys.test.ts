import { expect, test } from 'vitest'
import { type GridSize, moveFocus } from './keys.ts'

/** Row 0 holds phases over columns 1-2 and 3-4. */
const size: GridSize = {
  rows: 12,
  columns: 5,
  page: 5,
  extent: ({ row, column }) => (row > 0 || column === 0 ? [column, column] : column <= 2 ? [1, 2] : [3, 4]),
}
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey })

test('[M40] arrows move by a cell, over a spanning one as a whole, and stop at the edges', () => {
  expect(moveFocus({ row: 3, column: 1 }, press('ArrowRight'), size)).toEqual({ row: 3, column: 2 })
  expect(moveFocus({ row: 0, column: 1 }, press('ArrowRight'), size)).toEqual({ row: 0, column: 3 })
  expect(moveFocus({ row: 0, column: 4 }, press('ArrowRight'), size)).toEqual({ row: 0, column: 4 })
  expect(moveFocus({ row: 0, column: 2 }, press('ArrowLeft'), size)).toEqual({ row: 0, column: 0 })
  expect(moveFocus({ row: 0, column: 0 }, press('ArrowUp'), size)).toEqual({ row: 0, column: 0 })
  expect(moveFocus({ row: 0, column: 4 }, press('ArrowDown'), size)).toEqual({ row: 1, column: 4 })
})

test('[M41] Home and End go along the row, with Ctrl to the corners; pages pass over rows', () => {
  expect(moveFocus({ row: 3, column: 2 }, press('Home'), size)).toEqual({ row: 3, column: 0 })
  expect(moveFocus({ row: 3, column: 2 }, press('End'), size)).toEqual({ row: 3, column: 4 })
  expect(moveFocus({ row: 3, column: 2 }, press('Home', true), size)).toEqual({ row: 0, column: 0 })
  expect(moveFocus({ row: 3, column: 2 }, press('End', true), size)).toEqual({ row: 11, column: 4 })
  expect(moveFocus({ row: 3, column: 2 }, press('PageDown'), size)).toEqual({ row: 8, column: 2 })
  expect(moveFocus({ row: 3, column: 2 }, press('PageUp'), size)).toEqual({ row: 0, column: 2 })
})

test('[M42] a key that is none of the grid stays with the page', () => {
  expect(moveFocus({ row: 3, column: 2 }, press('a'), size)).toBeNull()
})
