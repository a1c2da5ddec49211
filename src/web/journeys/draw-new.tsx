import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useRef } from 'react'
import type { Stage } from '../../map/index.ts'
import { ask, useAsk } from '../app/ask.ts'
import { Failed } from '../figure/states.tsx'
import { starterMap } from './starter-map.ts'

/** Asks only for a title; everything else is drawn on the map itself. With a stage, the journey begins there. */
export function DrawNew({ stage }: { stage?: Stage }) {
  const { data } = useAsk('GET /api/journeys', {})
  const navigate = useNavigate()
  const client = useQueryClient()
  const title = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const draw = useMutation({
    mutationFn: (title: string) =>
      ask('POST /api/maps', { body: { text: starterMap(title, data?.journeys.map(({ id }) => id) ?? [], stage) } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['GET /api/journeys'] })
      await navigate({ to: '/map/$map', params: { map: id }, search: {} })
    },
  })
  return (
    <>
      {stage ? (
        <button type="button" className="blind-draw" onClick={() => dialog.current?.showModal()}>
          Draw a journey that begins here
        </button>
      ) : (
        <Button variant="default" onClick={() => dialog.current?.showModal()}>
          Draw a new journey
        </Button>
      )}
      <dialog ref={dialog} className="dialog" aria-labelledby={title}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const title = new FormData(event.currentTarget).get('title')
            if (typeof title === 'string' && title.trim()) draw.mutate(title.trim())
          }}
        >
          <h2 id={title}>Draw a new journey</h2>
          <label>
            What does the customer want to reach?
            <input name="title" required maxLength={120} placeholder="Getting a mortgage" autoComplete="off" />
          </label>
          {draw.error && <Failed error={draw.error} />}
          <div className="dialog-foot">
            <Button variant="default" onClick={() => dialog.current?.close()}>
              Not now
            </Button>
            <Button type="submit" loading={draw.isPending}>
              Draw it
            </Button>
          </div>
        </form>
      </dialog>
    </>
  )
}
