import { Link } from '@tanstack/react-router'

/** What a machine drafted is nobody's yet; how it becomes somebody's. */
export function DraftNote({ id }: { id: string }) {
  return (
    <div className="map-note map-note-slim">
      <p>
        A draft: its steps and promises are proposed from what was observed. They are yours once{' '}
        <code>draft: true</code> is taken out in{' '}
        <Link to="/map/$map" params={{ map: id }} search={(old) => ({ ...old, lens: 'text' })}>
          Text
        </Link>
        .
      </p>
    </div>
  )
}
