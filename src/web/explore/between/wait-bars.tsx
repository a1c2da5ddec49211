import type { AnswerOf } from '../../app/ask.ts'
import { sayCount } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'

const size = { width: 720, height: 180, top: 16 }

/** Cases by how long it took, in bins of equal width; what lies beyond the last is one paler bar. */
export function WaitBars({
  histogram: { width, bins, beyond },
}: {
  histogram: NonNullable<AnswerOf<'GET /api/explore/between'>['histogram']>
}) {
  const bars = beyond > 0 ? [...bins, beyond] : bins
  const most = Math.max(1, ...bars)
  const bar = size.width / bars.length
  const base = size.top + size.height
  const range = width * bins.length
  const sayBin = (i: number) =>
    i >= bins.length ? `over ${sayDuration(range)}` : `${sayDuration(i * width)} – ${sayDuration((i + 1) * width)}`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys
    <figure className="ex-figure" tabIndex={0}>
      <svg
        width={size.width}
        height={base + 24}
        role="img"
        aria-label={`Cases by time: most in ${sayBin(bars.indexOf(most))}, ${sayCount(most)}`}
      >
        {bars.map((count, i) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
            key={i}
            x={i * bar + 1}
            width={bar - 2}
            y={base - (count / most) * size.height}
            height={(count / most) * size.height}
            rx="1.5"
            className={i >= bins.length ? 'ex-bar ex-beyond' : 'ex-bar'}
          >
            <title>{`${sayBin(i)}: ${sayCount(count)} cases`}</title>
          </rect>
        ))}
        <line x1="0" x2={size.width} y1={base + 0.5} y2={base + 0.5} className="axis" />
        <text x="0" y={base + 18}>
          0
        </text>
        <text x={bins.length * bar - (beyond > 0 ? 8 : 0)} y={base + 18} textAnchor="end">
          {sayDuration(range)}
        </text>
        {beyond > 0 && (
          <text x={size.width} y={base + 18} textAnchor="end">
            +
          </text>
        )}
        <text x="0" y="11">
          {sayCount(most)} cases
        </text>
      </svg>
    </figure>
  )
}
