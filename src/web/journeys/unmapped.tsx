import type { JourneyIndex } from '../../api/contract.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { Discover } from './discover.tsx'

/** What customers do that no journey speaks of. */
export function Unmapped({ unmapped: { events, names } }: Pick<JourneyIndex, 'unmapped'>) {
  if (events === 0) return null
  const most = Math.max(...names.map(({ count }) => count))
  return (
    <section className="unmapped" aria-labelledby="unmapped-title">
      <div className="unmapped-head">
        <h2 id="unmapped-title">On no map</h2>
        <p className="soft">{sayMany(events, 'event')} that no journey's step speaks of, by name.</p>
        <Discover variant="default" />
      </div>
      <ol>
        {names.map(({ name, count }) => (
          <li key={name}>
            <span>{name}</span>
            <i style={{ width: `${Math.max(0.5, (count / most) * 100)}%` }} aria-hidden="true" />
            <span className="number">{sayCount(count)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
