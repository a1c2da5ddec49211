import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { ReplayControls } from './replay-panel.tsx'
import type { ReplayHandle } from './use-replay.ts'

export function ReplaySection({ replay: { data, player, error, isLoading, open } }: { replay: ReplayHandle }) {
  return (
    <section className="pm-section pm-replay">
      <h3>Replay</h3>
      {error ? (
        <p role="alert">
          The cases could not be fetched: {error instanceof Error ? error.message : String(error)}. Change a filter, or
          open this page again.
        </p>
      ) : data && player ? (
        <ReplayControls key={`${player.from} ${player.to}`} player={player} cases={data.cases.length} of={data.of} />
      ) : (
        <button type="button" className="pm-open" onClick={open} disabled={isLoading}>
          <IconPlayerPlayFilled size={13} aria-hidden />
          {isLoading ? 'Fetching the cases…' : 'Play the cases along the links'}
        </button>
      )}
    </section>
  )
}
