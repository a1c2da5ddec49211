import type { MapDocument, Phase, Stage, Step } from '../../map/index.ts'

/** One step in its place: what every lane, header and ribbon of the screen lines up with. */
export interface Column {
  readonly index: number
  readonly step: Step
  readonly phase: Phase
  readonly stage: Stage | null
}

/** A phase over the columns of its steps; `from` and `to` are indexes of columns, both included. */
export interface PhaseSpan {
  readonly phase: Phase
  readonly from: number
  readonly to: number
}

export function columnsOf(map: MapDocument): readonly Column[] {
  return map.phases
    .flatMap((phase) => phase.steps.map((step) => ({ step, phase, stage: phase.stage ?? null })))
    .map((column, index) => ({ ...column, index }))
}

/** Phases without a step take no column and so no span. */
export function phaseSpans(columns: readonly Column[]): readonly PhaseSpan[] {
  const spans: PhaseSpan[] = []
  for (const { phase, index } of columns) {
    const last = spans.at(-1)
    if (last?.phase === phase) spans[spans.length - 1] = { ...last, to: index }
    else spans.push({ phase, from: index, to: index })
  }
  return spans
}

/** The least a short title and a figure with its unit need; all columns in view at once is worth being this narrow. */
const narrowestColumn = 88
/** Where a person has to scroll anyway, columns are as wide as reads well. */
export const scrolledColumn = 116
/** Wider than this, a lane stops being read as one line. */
export const widestColumn = 260

/** The width all columns share: the room there is, divided, in whole pixels so that lines stay sharp. */
export function columnWidth(room: number, columns: number): number {
  if (columns === 0) return scrolledColumn
  const even = Math.floor(room / columns)
  return even < narrowestColumn ? scrolledColumn : Math.min(widestColumn, even)
}

/** Sheets of a printed map: as even as can be, none with more columns than fit. */
export function sheets(columns: readonly Column[], most: number): readonly (readonly Column[])[] {
  const pages = Math.ceil(columns.length / most)
  const size = Math.ceil(columns.length / Math.max(1, pages))
  return Array.from({ length: pages }, (_, page) => columns.slice(page * size, (page + 1) * size))
}
