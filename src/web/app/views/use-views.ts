import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedView } from '../../../api/contract.ts'
import { ask, useAsk } from '../ask.ts'

const key = ['GET /api/views']

/** Views saved by name; the one removed last can be put back while the list is open. */
export function useViews() {
  const client = useQueryClient()
  const list = useAsk('GET /api/views', {})
  const [removed, setRemoved] = useState<SavedView | null>(null)
  const fresh = () => client.invalidateQueries({ queryKey: key })
  const save = useMutation({
    mutationFn: (body: { title: string; url: string }) => ask('POST /api/views', { body }),
    onSuccess: () => {
      setRemoved(null)
      return fresh()
    },
  })
  const remove = useMutation({
    mutationFn: (view: SavedView) => ask('DELETE /api/views/:view', { params: { view: view.id } }),
    onSuccess: (_, view) => {
      setRemoved(view)
      return fresh()
    },
  })
  return {
    views: list.data?.views,
    error: list.error ?? save.error ?? remove.error,
    removed,
    save: (title: string, url: string) => save.mutate({ title, url }),
    remove: (view: SavedView) => remove.mutate(view),
    undo: () => removed && save.mutate({ title: removed.title, url: removed.url }),
  }
}
