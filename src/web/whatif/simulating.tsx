import { useAsk } from '../app/ask.ts'
import { sayPercent } from '../figure/share.ts'
import { Loading } from '../figure/states.tsx'

/** A simulation on its way, and how far it is. */
export function Simulating({ ticket }: { ticket: string }) {
  const { data } = useAsk('GET /api/what-if/progress', { query: { ticket } }, { refetchInterval: 400, staleTime: 0 })
  const done = data?.done ?? null
  if (done === null) return <Loading what="the simulation" />
  return (
    <div className="state state-loading" role="status">
      <progress value={done} max={1} aria-label="Simulating" />
      <p>Simulating the journey before and after, {sayPercent(done)} done.</p>
    </div>
  )
}
