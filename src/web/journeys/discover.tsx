import { Button, type ButtonProps, Loader } from '@mantine/core'
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask } from '../app/ask.ts'
import { Failed } from '../figure/states.tsx'
import { freeId } from './starter-map.ts'

interface DiscoverProps extends Pick<ButtonProps, 'variant'> {
  says?: string
  /** only the events of this import */
  source?: string
}

const finding = ['discover']

/** Draws a draft of the journey that the events show, and opens it. */
export function Discover({ variant, says = 'Find a journey in the events', source }: DiscoverProps) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const find = useMutation({
    mutationKey: finding,
    mutationFn: () => ask('POST /api/discover', { body: source ? ofSource(source) : {} }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['GET /api/journeys'] })
      await navigate({ to: '/map/$map', params: { map: id }, search: source ? { source } : {} })
    },
  })
  // one at a time, whichever button was pressed
  const isFinding = useIsMutating({ mutationKey: finding }) > 0
  return (
    <>
      <Button
        variant={variant ?? 'filled'}
        disabled={isFinding}
        leftSection={find.isPending && <Loader size={14} color="gray" />}
        onClick={() => find.mutate()}
      >
        {find.isPending ? 'Finding the path most take…' : says}
      </Button>
      {find.error && <Failed error={find.error} />}
    </>
  )
}

/** "mortgage.csv" makes the journey "mortgage" until someone names it better; its id is apart from those that people give. */
function ofSource(source: string) {
  const title = source.replace(/(\.(csv|tsv|txt|json|jsonl|ndjson|parquet|xes|jsonocel|gz))+$/i, '') || source
  return { source, title, id: `discovered-${freeId(title, [])}` }
}
