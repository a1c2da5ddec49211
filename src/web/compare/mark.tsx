import type { Difference } from '../../insight/compare/answers.ts'
import { sayDifference, sayValue, sayWhole } from './words.ts'

const [width, height] = [104, 14]

/** The largest bound of clear differences, so that marks of one row can be held against each other. */
export function reachOf(differences: readonly Difference[]): number {
  const bounds = (all: readonly Difference[]) =>
    all.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)])
  const clear = bounds(differences.filter(({ mark }) => mark === 'clear'))
  return Math.max(1e-9, ...(clear.length > 0 ? clear : bounds(differences)))
}

/** b - a as an interval around nothing: a line from low to high, a point where it is most likely. */
function IntervalMark({ one, reach }: { one: Difference; reach: number }) {
  if (one.low === null || one.high === null || one.difference === null) return null
  const x = (value: number) => width / 2 + (Math.max(-1, Math.min(1, value / reach)) * (width - 10)) / 2
  return (
    <svg
      className="cp-mark"
      data-mark={one.mark}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <line className="cp-zero" x1={width / 2} x2={width / 2} y2={height} />
      <line className="cp-interval" x1={x(one.low)} x2={x(one.high)} y1={height / 2} y2={height / 2} />
      <circle cx={x(one.difference)} cy={height / 2} r={3.2} />
    </svg>
  )
}

/** Both figures, and the difference drawn and said. */
export function Cell({ one, reach }: { one: Difference; reach: number }) {
  return (
    <div className="cp-cell" data-mark={one.mark} title={sayWhole(one)}>
      <span className="cp-both">
        <span>
          <i className="cp-a">a</i> {sayValue(one.unit, one.a.value)}
        </span>
        <span>
          <i className="cp-b">b</i> {sayValue(one.unit, one.b.value)}
        </span>
      </span>
      {one.mark === 'too-few' ? (
        <small className="absent">too few</small>
      ) : (
        <>
          <IntervalMark one={one} reach={reach} />
          <small>
            {sayDifference(one.unit, one.difference)}
            {one.mark === 'clear' ? <b> clear</b> : ' not clear'}
          </small>
        </>
      )}
    </div>
  )
}
