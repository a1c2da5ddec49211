import { type Column, sheets } from '../columns.ts'
import { GridHead } from '../grid/head.tsx'
import { LaneRow } from '../grid/lane-row.tsx'
import type { LaneHandle } from '../lanes/use-lanes.ts'
import { hereAt, type MapModel } from '../model.ts'
import type { OverlayShown } from '../overlays/overlay.tsx'

/** An A3 sheet, landscape, has this much between its margins, in the pixels of print.css's smaller print. */
const sheet = { width: 2128, laneName: 128, mostColumns: 17 }

/** The map on paper: sheets of columns one under the other, every filled lane unfolded, legends spelt out. */
export function PrintMap({ model, overlay, lanes }: { model: MapModel; overlay: OverlayShown; lanes: LaneHandle }) {
  const filled = lanes.lanes.map((lane) => lane.id).filter((id) => lanes.fills(id) > 0)
  const empty = lanes.lanes.map((lane) => lane.id).filter((id) => lanes.fills(id) === 0)
  const pages = sheets(model.columns, sheet.mostColumns)
  const widthOf = (columns: readonly Column[]) =>
    Math.floor((sheet.width - sheet.laneName) / Math.max(1, columns.length))
  return (
    <div className="printed">
      {pages.map((columns, page) => (
        <section key={columns[0]?.step.id} className="sheet">
          {pages.length > 1 && (
            <p className="soft">
              Steps {(columns[0]?.index ?? 0) + 1} to {(columns.at(-1)?.index ?? 0) + 1} of {model.columns.length} ·
              sheet {page + 1} of {pages.length}
            </p>
          )}
          <table
            className="map-grid"
            style={{
              '--column': `${widthOf(columns)}px`,
              '--columns': columns.length,
              '--lane': `${sheet.laneName}px`,
            }}
          >
            <GridHead
              columns={columns}
              selected={undefined}
              outcome={model.map.outcome}
              lanes={null}
              hereAt={hereAt(model)}
            />
            <tbody>
              {filled.map((lane, row) => (
                <LaneRow
                  key={lane}
                  model={model}
                  overlay={overlay}
                  columns={columns}
                  width={widthOf(columns)}
                  lane={lane}
                  words={lanes.wordsOf(lane)}
                  row={row + 2}
                  folded={false}
                  fills={lanes.fills(lane)}
                  selected={undefined}
                />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <Legend empty={empty.map((lane) => lanes.wordsOf(lane).title)} brought={overlay.lanes} />
    </div>
  )
}

function Legend({ empty, brought }: { empty: readonly string[]; brought: OverlayShown['lanes'] }) {
  return (
    <div className="legend">
      <h3>How to read it</h3>
      <p>
        <b>Flow.</b> Width is people, to one scale: bars are cases that reach a step, ribbons those that go on to the
        next; paler bands pass over steps; what falls out in red never came again, with its number and share; arches
        with ↺ go back.
      </p>
      <p>
        <b>Time to next.</b> Median, and the promised time where there is one; ✓ kept for 80 % or more, ≈ for 60 to 80
        %, ✕ for fewer; the range under it is the 95 % interval.
      </p>
      <p>
        <b>Shares</b> carry their 95 % interval; lines under drop-off and repeats are as long as the share of the
        column. Cases still open count in no drop-off.
      </p>
      <p>
        <b>Emotion.</b> From −2 to +2; dashes are as the workshop assumed it. <b>Evidence.</b> ● measured, ◐ heard, ○
        assumed. <b>Stages.</b> <span className="legend-stage need">need</span>{' '}
        <span className="legend-stage buy">buy</span> <span className="legend-stage own">own</span>{' '}
        <span className="legend-stage advocate">advocate</span>. ★ a moment of truth.
      </p>
      {brought.map(({ id, title, legend }) => (
        <p key={id}>
          <b>{title}.</b> {legend}
        </p>
      ))}
      {empty.length > 0 && <p>Lanes without content, left out: {empty.join(', ')}.</p>}
    </div>
  )
}
