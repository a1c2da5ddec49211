import { Button, type ButtonProps } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask } from '../app/ask.ts'
import { Failed } from '../figure/states.tsx'

interface DiscoverProps extends Pick<ButtonProps, 'variant'> {
  says?: string
  /** only the events of this import */
  source?: string
}

/** Draws a draft of the journey that the events show, and opens it. */
export function Discover({ variant, says = 'Find a journey in the events', source }: DiscoverProps) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const find = useMutation({
    mutationFn: () => ask('POST /api/discover', { body: source ? { source, title: titleOf(source) } : {} }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['GET /api/journeys'] })
      await navigate({ to: '/map/$map', params: { map: id }, search: source ? { source } : {} })
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

/** "mortgage-2026.csv" names the journey "mortgage-2026" until someone names it better. */
const titleOf = (file: string) =>
  file.replace(/(\.(csv|tsv|txt|json|jsonl|ndjson|parquet|xes|jsonocel|gz))+$/i, '') || file
