import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedSegment } from '../../../api/contract.ts'
import type { Predicate } from '../../../match/index.ts'
import { Failed } from '../../figure/states.tsx'
import { ask, useAsk } from '../ask.ts'
import { sayPredicate } from '../predicate-words.ts'

function useSegments() {
  const client = useQueryClient()
  const list = useAsk('GET /api/segments', {})
  const [removed, setRemoved] = useState<SavedSegment | null>(null)
  const fresh = () => client.invalidateQueries({ queryKey: ['GET /api/segments'] })
  const save = useMutation({
    mutationFn: (body: { title: string; predicate: Predicate }) => ask('POST /api/segments', { body }),
    onSuccess: () => {
      setRemoved(null)
      return fresh()
    },
  })
  const remove = useMutation({
    mutationFn: (one: SavedSegment) => ask('DELETE /api/segments/:segment', { params: { segment: one.id } }),
    onSuccess: (_, one) => {
      setRemoved(one)
      return fresh()
    },
  })
  return { segments: list.data?.segments ?? [], error: list.error ?? remove.error, save, remove, removed }
}

/** Segments that somebody saved by name: choosing one shows its cases; removing one can be undone. */
export function SavedSegments({ choose }: { choose: (predicate: Predicate) => void }) {
  const { segments, error, save, remove, removed } = useSegments()
  if (error) return <Failed error={error} />
  if (segments.length === 0 && !removed) return null
  return (
    <div>
      <p className="kicker">Saved</p>
      <ul className="segments">
        {segments.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="segments-choose"
              title={sayPredicate(one.predicate)}
              onClick={() => choose(one.predicate)}
            >
              {one.title}
            </button>
            <button type="button" aria-label={`Remove the segment ${one.title}`} onClick={() => remove.mutate(one)}>
              <IconX size={12} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {removed && (
        <p className="soft" role="status">
          Removed “{removed.title}”.{' '}
          <button
            type="button"
            className="segments-undo"
            onClick={() => save.mutate({ title: removed.title, predicate: removed.predicate })}
          >
            Undo
          </button>
        </p>
      )}
    </div>
  )
}

/** Keeps the segment that is being made under a name, for every screen and everyone. */
export function SaveSegment({ predicate }: { predicate: Predicate | undefined }) {
  const { save, segments } = useSegments()
  const [title, setTitle] = useState('')
  if (!predicate) return null
  const kept = segments.find((one) => JSON.stringify(one.predicate) === JSON.stringify(predicate))
  if (kept) return <p className="faint">Saved as “{kept.title}”.</p>
  return (
    <div className="segments-save">
      <label>
        Keep it by a name
        <input
          type="search"
          value={title}
          maxLength={100}
          placeholder="Sole traders on the web"
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
      </label>
      <button
        type="button"
        disabled={title.trim() === ''}
        onClick={() => save.mutate({ title: title.trim(), predicate })}
      >
        Save
      </button>
      {save.error && <p className="bad">{save.error.message}</p>}
    </div>
  )
}
