import { sayMany } from '../../figure/count.ts'
import { ear, pathOf } from '../layout/curve.ts'
import { type DrawnLink, widthOf } from './view.ts'

/** What the lines mean, said once: only the kinds that are on the picture. */
export function Legend({ links, cases }: { links: readonly DrawnLink[]; cases: number }) {
  const kinds = new Set(links.map((one) => one.direction))
  const sample = roundly(cases / 4)
  return (
    <div className="pm-legend">
      <span>
        <svg width="30" height="14" aria-hidden>
          <path d="M0 7H30" className="pm-line" strokeWidth={widthOf(sample, cases)} />
        </svg>
        width: {sayMany(sample, 'case')}
      </span>
      {kinds.has('back') && (
        <span data-direction="back">
          <svg width="30" height="14" aria-hidden>
            <path d="M28 11H10A4 4 0 0 1 10 3H28" className="pm-line" strokeWidth="2" strokeDasharray="6 3" />
          </svg>
          ↩ goes back to an earlier step
        </span>
      )}
      {kinds.has('self') && (
        <span data-direction="self">
          <svg width="22" height="14" aria-hidden>
            <path d={pathOf(ear({ x: 20, y: 0, width: 0, height: 14 }, 14))} className="pm-line" strokeWidth="2" />
          </svg>
          ↻ repeats the step
        </span>
      )}
    </div>
  )
}

/** One figure and noughts: a width to compare with needs no more. */
function roundly(count: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, count)))
  return Math.max(1, Math.round(count / power) * power)
}
