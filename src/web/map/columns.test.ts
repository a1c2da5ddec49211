import { expect, test } from 'vitest'
import type { MapDocument } from '../../map/index.ts'
import { columnsOf, columnWidth, phaseSpans, scrolledColumn, sheets, widestColumn } from './columns.ts'

const map: MapDocument = {
  throughline: 'map/1',
  id: 'm',
  title: 'M',
  state: 'as-is',
  phases: [
    {
      id: 'one',
      title: 'One',
      stage: 'need',
      steps: [
        { id: 'a', title: 'A' },
        { id: 'b', title: 'B' },
      ],
    },
    { id: 'none', title: 'None', steps: [] },
    { id: 'two', title: 'Two', steps: [{ id: 'c', title: 'C' }] },
  ],
}

test('[M1] columns are the steps in the order of the document, each with its phase and stage', () => {
  expect(columnsOf(map).map(({ index, step, stage }) => [index, step.id, stage])).toEqual([
    [0, 'a', 'need'],
    [1, 'b', 'need'],
    [2, 'c', null],
  ])
})

test('[M1] a phase spans its steps; one without steps takes no column', () => {
  expect(phaseSpans(columnsOf(map)).map(({ phase, from, to }) => [phase.id, from, to])).toEqual([
    ['one', 0, 1],
    ['two', 2, 2],
  ])
})

test('[M2] columns share the room evenly, and never get too narrow to read or too wide to follow', () => {
  expect(columnWidth(1301, 10)).toBe(130)
  expect(columnWidth(900, 10)).toBe(90)
  expect(columnWidth(900, 40)).toBe(scrolledColumn)
  expect(columnWidth(900, 1)).toBe(widestColumn)
  expect(columnWidth(900, 0)).toBe(scrolledColumn)
})

test('[M3] a printed map is cut into sheets as even as can be', () => {
  const columns = Array.from({ length: 5 }, () => columnsOf(map)).flat()
  expect(sheets(columns, 11).map((sheet) => sheet.length)).toEqual([8, 7])
  expect(sheets([], 11)).toEqual([])
})
