import { parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { tableOf, toCsv, toParquet } from './table.ts'

const table = tableOf(
  ['step', 'cases'],
  [
    ['Sends "papers", twice', 12],
    ['=SUM(A1)', null],
  ],
)

test('[W33] a table as CSV: quoted where it has to be, nothing for null, and no formula', () => {
  expect(toCsv(table)).toBe('step,cases\r\n"Sends ""papers"", twice",12\r\n\'=SUM(A1),\r\n')
})

test('[W33] a table as Parquet reads back as it was', async () => {
  const rows = await parquetReadObjects({ file: await toParquet(table) })
  expect(rows).toEqual([
    { step: 'Sends "papers", twice', cases: 12 },
    { step: '=SUM(A1)', cases: null },
  ])
})
