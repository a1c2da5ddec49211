import { Button, type ButtonProps } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask } from '../app/ask.ts'
import { Failed } from '../figure/states.tsx'

/** Draws a draft of the journey that the events show, and opens it. */
export function Discover({
  variant,
  says = 'Find a journey in the events',
}: Pick<ButtonProps, 'variant'> & { says?: string }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const find = useMutation({
    mutationFn: () => ask('POST /api/discover', { body: {} }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['GET /api/journeys'] })
      await navigate({ to: '/map/$map', params: { map: id }, search: {} })
    },
  })
  return (
    <>
      <Button variant={variant ?? 'filled'} loading={find.isPending} onClick={() => find.mutate()}>
        {says}
      </Button>
      {find.error && <Failed error={find.error} />}
    </>
  )
}
