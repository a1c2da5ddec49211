import type { Cell } from '../read/cells.ts'
import { Instant } from '../read/instant.ts'
import { noZone } from '../time/clock.ts'
import { parseTime } from '../time/parse.ts'
import type { SampleTable } from './table.ts'

/** What the values of one column look like in the sample. */
export interface Shape {
  readonly name: string
  readonly examples: readonly string[]
  /** share of rows with a value */
  readonly filled: number
  readonly count: number
  readonly distinct: number
  /** shares of the values */
  readonly times: number
  readonly zoneless: number
  readonly numbers: number
  /** times given as a number, whatever the size */
  readonly epochs: number
  /** characters of a value, on average */
  readonly length: number
  /** share of values with more than three words */
  readonly sentences: number
  readonly values: ReadonlySet<string>
  readonly order: DayOrder
}

/** What dates with two small numbers show: which comes first, or that nothing shows it. */
type DayOrder = 'none' | 'day' | 'month' | 'unknown' | 'mixed'

const examplesShown = 4
const shownLength = 60

export function shapesOf(table: SampleTable): readonly Shape[] {
  return [...table.columns].map((name) => shapeOf(name, cellsOf(table, name), table.rows.length))
}

function cellsOf(table: SampleTable, column: string): Cell[] {
  return table.rows.flatMap(({ cells }) => {
    const cell = cells.get(column)
    return cell === undefined ? [] : [cell]
  })
}

function shapeOf(name: string, cells: readonly Cell[], rows: number): Shape {
  const texts = cells.map(String)
  const values = new Set(texts)
  const faults = cells.map(timeFault)
  const share = (n: number) => (cells.length === 0 ? 0 : n / cells.length)
  return {
    name,
    examples: [...values].slice(0, examplesShown).map(shown),
    filled: rows === 0 ? 0 : cells.length / rows,
    count: cells.length,
    distinct: values.size,
    times: share(faults.filter((fault) => fault === null || fault === noZone).length),
    zoneless: share(faults.filter((fault) => fault === noZone).length),
    numbers: share(texts.filter((text) => text.trim() !== '' && Number.isFinite(Number(text))).length),
    epochs: share(texts.filter((text) => /^-?\d+(\.\d+)?$/.test(text)).length),
    length: share(texts.reduce((sum, text) => sum + text.length, 0)),
    sentences: share(texts.filter((text) => text.trim().split(/\s+/).length > 3).length),
    values,
    order: dayOrder(texts),
  }
}

/** Null: an instant as it stands; otherwise why not. Which of day and month comes first is asked on its own. */
function timeFault(cell: Cell): string | null {
  if (cell instanceof Instant) return cell.isLocal ? noZone : null
  if (typeof cell === 'boolean') return 'is not a time'
  const at = parseTime(String(cell), { zone: null, dayFirst: null, unit: null })
  if (typeof at === 'number') return null
  const swapped = at === noZone ? at : parseTime(String(cell), { zone: null, dayFirst: true, unit: null })
  return typeof swapped === 'number' ? null : swapped
}

function dayOrder(texts: readonly string[]): DayOrder {
  let day = 0
  let month = 0
  let dates = 0
  for (const text of texts) {
    const match = /^\s*(\d{1,2})[-/](\d{1,2})[-/]\d{2,4}\b/.exec(text)
    if (!match) continue
    dates++
    if (Number(match[1]) > 12) day++
    else if (Number(match[2]) > 12) month++
  }
  if (dates === 0) return 'none'
  if (day > 0 && month > 0) return 'mixed'
  return day > 0 ? 'day' : month > 0 ? 'month' : 'unknown'
}

function shown(text: string): string {
  return text.length <= shownLength ? text : `${text.slice(0, shownLength - 1)}…`
}
