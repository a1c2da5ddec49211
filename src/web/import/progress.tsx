import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ImportState } from '../../api/contract.ts'
import { ask, queryOf } from '../app/ask.ts'
import { sayBytes, sayCount } from '../figure/count.ts'
import { sayDuration } from '../figure/duration.ts'
import { Figure } from '../figure/figure.tsx'
import { sayPercent } from '../figure/share.ts'
import { Failed } from '../figure/states.tsx'
import { useKeep } from './mapping.tsx'

/** How far the file is, as the server tells it. */
export function Progress({ state }: { state: ImportState }) {
  useProgress(state.id)
  const keep = useKeep(state.id)
  const stop = useMutation({
    mutationFn: () => ask('DELETE /api/imports/:import', { params: { import: state.id } }),
    onSuccess: keep,
  })
  const { bytes, progress, read, written, duplicates, refused, seconds } = state
  const left = progress > 0.02 ? (seconds / progress) * (1 - progress) : null
  return (
    <section className="going" aria-label="Progress">
      <h2>{state.phase === 'reading' ? `Reading ${state.file}` : 'Storing what was read'}</h2>
      <div
        className="going-bar"
        role="progressbar"
        aria-label={state.file}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(progress * 100)}
      >
        <span style={{ width: `${progress * 100}%` }} />
      </div>
      <p className="soft">
        {sayBytes(progress * bytes)} of {sayBytes(bytes)}, {sayPercent(progress)}
        {left !== null && progress < 1 && `, about ${sayDuration(Math.max(1, left))} to go`}
      </p>
      <div className="going-figures">
        <Figure
          label="Events read"
          value={sayCount(read)}
          sure={seconds > 1 && `${sayCount(read / seconds)} a second`}
        />
        <Figure label="Written" value={sayCount(written)} />
        <Figure label="Held already" value={sayCount(duplicates)} />
        <Figure label="Rows refused" value={sayCount(refused)} tone={refused > 0 ? 'warn' : null} />
      </div>
      <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
        Stop
      </Button>
      {stop.error && <Failed error={stop.error} />}
    </section>
  )
}

/** Follows the server's stream; where it breaks off, asks once how things stand and lets the browser connect again. */
function useProgress(id: string): void {
  const client = useQueryClient()
  useEffect(() => {
    const { queryKey } = queryOf('GET /api/imports/:import', { params: { import: id } })
    const source = new EventSource(`/api/imports/${encodeURIComponent(id)}/progress`)
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const state: ImportState = JSON.parse(data)
      client.setQueryData(queryKey, state)
      if (state.phase === 'reading' || state.phase === 'storing') return
      source.close()
      // everything on every screen may have changed
      void client.invalidateQueries({
        predicate: ({ queryKey: [route] }) => typeof route === 'string' && !route.includes('imports'),
      })
    }
    source.onerror = () => void client.invalidateQueries({ queryKey })
    return () => source.close()
  }, [client, id])
}
