import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useFilters } from '../app/filters.ts'
import type { MapModel } from './model.ts'

/** Why every figure is empty, and the one thing that changes it. */
export function NoEvents({ model: { figures } }: { model: MapModel }) {
  const { count, clear } = useFilters()
  if (figures.state !== 'known' || figures.measure.cases > 0) return null
  return (
    <div className="map-note" role="status">
      {count > 0 ? (
        <>
          <p>No case is in this period, segment and variant together.</p>
          <Button size="xs" onClick={clear}>
            Show all cases
          </Button>
        </>
      ) : (
        <>
          <p>No event is a step of this map yet, so every figure is empty.</p>
          <Link to="/" className="state-link">
            Bring in events
          </Link>
        </>
      )}
    </div>
  )
}
