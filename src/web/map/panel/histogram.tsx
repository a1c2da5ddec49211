import { useRef } from 'react'
import type { StepDetail } from '../../../insight/answers.ts'
import { type TableData, tableOf } from '../../export/table.ts'
import { TakeAlong } from '../../export/take-along.tsx'
import { sayCount } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'

const size = { width: 300, height: 64 }

/** Times to the next step; what came after the promise is on the other side of its line, in red. */
export function Histogram({
  step,
  histogram: { width, bins, beyond },
  promised,
  isDraft,
}: {
  step: string
  histogram: NonNullable<StepDetail['histogram']>
  promised: number | null
  /** the promise is a proposal: what is beyond it is not called late */
  isDraft: boolean
}) {
  const figure = useRef<HTMLElement>(null)
  const most = Math.max(1, ...bins, beyond)
  const bars = beyond > 0 ? [...bins, beyond] : bins
  const bar = size.width / bars.length
  const range = width * bins.length
  const line = promised !== null && promised <= range ? (promised / range) * bins.length * bar : null
  const isLate = (i: number) => promised !== null && !isDraft && i * width >= promised
  return (
    <figure className="chart" ref={figure}>
      <svg
        viewBox={`0 0 ${size.width} ${size.height + 28}`}
        role="img"
        aria-label={sayHistogram(width, bins, beyond, promised)}
      >
        {bars.map((count, i) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
            key={i}
            x={i * bar + 0.75}
            width={bar - 1.5}
            y={14 + size.height - (count / most) * size.height}
            height={(count / most) * size.height}
            rx="1.5"
            className={i >= bins.length ? 'bin-beyond' : isLate(i) ? 'bin-late' : 'bin'}
          >
            <title>{`${sayBin(i, width, bins.length)}: ${sayCount(count)}`}</title>
          </rect>
        ))}
        <line x1="0" x2={size.width} y1={size.height + 14.5} y2={size.height + 14.5} className="axis" />
        {line !== null && (
          <>
            <line x1={line} x2={line} y1="2" y2={size.height + 14} className="promise-line" />
            <text x={line > 200 ? line - 4 : line + 4} y="9" textAnchor={line > 200 ? 'end' : 'start'}>
              {isDraft ? 'proposed' : 'promise'} {sayDuration(promised ?? 0)}
            </text>
          </>
        )}
        <text x="0" y={size.height + 26}>
          0
        </text>
        <text x={bins.length * bar - (beyond > 0 ? 6 : 0)} y={size.height + 26} textAnchor="end">
          {sayDuration(range)}
        </text>
        {beyond > 0 && (
          <text x={size.width} y={size.height + 26} textAnchor="end">
            +
          </text>
        )}
      </svg>
      {promised !== null && line === null && (
        <figcaption className="faint">
          {isDraft ? 'The proposed promise' : 'The promise'} of {sayDuration(promised)} lies beyond these times.
        </figcaption>
      )}
      <details>
        <summary>As a table, or a file</summary>
        <TakeAlong
          name={`time to next ${step}`}
          table={() => histogramData(width, bins, beyond)}
          picture={() => figure.current?.querySelector('svg') ?? null}
        />
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">Time to next</th>
              <th scope="col" className="number">
                Visits
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((count, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
              <tr key={i}>
                <td>{sayBin(i, width, bins.length)}</td>
                <td className="number">{sayCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** The last bin has no end. */
function histogramData(width: number, bins: readonly number[], beyond: number): TableData {
  const rows = [...bins, beyond].map((visits, i) => [i * width, i < bins.length ? (i + 1) * width : null, visits])
  return tableOf(['from_seconds', 'to_seconds', 'visits'], rows)
}

function sayBin(i: number, width: number, count: number): string {
  return i >= count
    ? `over ${sayDuration(width * count)}`
    : `${sayDuration(i * width)} – ${sayDuration((i + 1) * width)}`
}

function sayHistogram(width: number, bins: readonly number[], beyond: number, promised: number | null): string {
  const all = bins.reduce((sum, count) => sum + count, beyond)
  const top = bins.indexOf(Math.max(...bins))
  return (
    `Times to the next step over ${sayCount(all)} visits; most often ${sayBin(top, width, bins.length)}` +
    (promised === null ? '.' : `; promised within ${sayDuration(promised)}.`)
  )
}
