import type { JourneyCard } from '../../api/contract.ts'
import { sayCount } from '../figure/count.ts'
import { sayPercent } from '../figure/share.ts'
import { weeklyLine } from './weekly-line.ts'

/** The promise kept by week where the map makes one, else the cases begun by week; the unit and the last value stand beside it. */
export function Weekly({ weeks: all, draft }: Pick<JourneyCard, 'weeks' | 'draft'>) {
  // the week under way is left out: of its promises only those kept early are decided
  const weeks = all.slice(0, -1)
  const judged = weeks.some(({ kept }) => kept !== null)
  const values = weeks.map(({ kept, cases }) => (judged ? kept : cases))
  const box = { width: 112, height: 30, least: judged ? 0.1 : 4 }
  const { paths, dots, last } = weeklyLine(values, box)
  if (!last) return null
  if (values.every((value) => value === 0)) return <p className="weekly absent">no case in {weeks.length} wk</p>
  const say = (value: number) => (judged ? sayPercent(value) : sayCount(value))
  const unit = judged ? (draft ? 'met by week' : 'kept by week') : 'cases a week'
  return (
    <figure className="weekly" aria-label={`${unit}, ${weeks.length} weeks; last ${say(last.value)}`}>
      <svg width={box.width} height={box.height} aria-hidden="true">
        {paths.map((d) => (
          <path key={d} d={d} fill="none" stroke="var(--c)" strokeWidth="1.8" strokeLinejoin="round" />
        ))}
        {dots.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r="1.6" fill="var(--c)" />
        ))}
        <circle cx={last.x} cy={last.y} r="2.6" fill="var(--c)" />
      </svg>
      <figcaption>
        {unit}, {weeks.length} wk
      </figcaption>
    </figure>
  )
}
