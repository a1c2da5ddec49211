import type { AlignedMove, DeviationKind } from '../../../../insight/conform/answers.ts'

/** A column of a drawn alignment: the case above the map. Null: only the other does something here. */
export interface AlignedColumn {
  readonly case: string | null
  readonly map: string | null
  readonly deviation: DeviationKind | null
  /** how many like it stand side by side */
  readonly times: number
  /** set where steps are not told one by one: those that go as drawn, or the rest that the case never came to */
  readonly folded: { readonly steps: number; readonly isRest: boolean } | null
}

/** Steps as drawn are told beside a deviation; of a longer run only the first and the last. */
const toldRun = 3

/** An alignment to be read at a glance: equal neighbours become one, long runs as drawn and a long rest that never came are folded. */
export function columnsOf(moves: readonly AlignedMove[]): readonly AlignedColumn[] {
  const columns: AlignedColumn[] = []
  for (const move of moves) {
    const column = columnOf(move)
    const last = columns.at(-1)
    if (last && isSame(last, column)) columns[columns.length - 1] = { ...last, times: last.times + 1 }
    else columns.push(column)
  }
  const rest = columns.length - 1 - columns.findLastIndex((column) => column.case !== null)
  if (rest < toldRun) return folded(columns)
  const [first, ...others] = columns.slice(-rest)
  return [...folded(columns.slice(0, -rest)), ...(first ? [first] : []), foldOf(others, true)]
}

function columnOf({ on, step, deviation }: AlignedMove): AlignedColumn {
  return { case: on === 'map' ? null : step, map: on === 'case' ? null : step, deviation, times: 1, folded: null }
}

function isSame(one: AlignedColumn, other: AlignedColumn): boolean {
  return one.case === other.case && one.map === other.map && one.deviation === other.deviation
}

function folded(columns: readonly AlignedColumn[]): readonly AlignedColumn[] {
  const shown: AlignedColumn[] = []
  for (let from = 0; from < columns.length; ) {
    const next = columns.findIndex((column, i) => i >= from && column.deviation !== null)
    const run = columns.slice(from, next < 0 ? columns.length : next)
    shown.push(...(run.length > toldRun ? [run[0], foldOf(run.slice(1, -1), false), run.at(-1)] : run).filter(isColumn))
    const off = columns[from + run.length]
    if (off) shown.push(off)
    from += run.length + 1
  }
  return shown
}

function foldOf(run: readonly AlignedColumn[], isRest: boolean): AlignedColumn {
  const steps = run.reduce((sum, column) => sum + column.times, 0)
  return { case: null, map: null, deviation: null, times: 1, folded: { steps, isRest } }
}

function isColumn(column: AlignedColumn | undefined): column is AlignedColumn {
  return column !== undefined
}
