import './import.css'
import { useParams } from '@tanstack/react-router'
import type { ImportState } from '../../api/contract.ts'
import { ProblemError, useAsk } from '../app/ask.ts'
import { Screen, Tag } from '../app/screen.tsx'
import { sayBytes } from '../figure/count.ts'
import { Empty, Failed, Loading } from '../figure/states.tsx'
import { Mapping } from './mapping.tsx'
import { Outcome } from './outcome.tsx'
import { Progress } from './progress.tsx'

/** One file on its way in: how it is read, how far it is, what came of it. The address holds the import, so a reload loses nothing. */
export function ImportScreen() {
  const { import: id } = useParams({ from: '/import/$import' })
  const { data, error, refetch } = useAsk(
    'GET /api/imports/:import',
    { params: { import: id } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  const tags = data && (
    <>
      <Tag>{sayBytes(data.bytes)}</Tag>
      {data.proposal.profile.format && <Tag>{data.proposal.profile.format}</Tag>}
    </>
  )
  return (
    <Screen title={data ? `Bring in ${data.file}` : 'Bring in a file'} tags={tags}>
      {error ? <Failed error={error} again={refetch} /> : data ? <Phase state={data} /> : <Loading what="the file" />}
    </Screen>
  )
}

function Phase({ state }: { state: ImportState }) {
  switch (state.phase) {
    case 'proposed':
      return <Mapping state={state} />
    case 'reading':
    case 'storing':
      return <Progress state={state} />
    case 'done':
      return <Outcome state={state} />
    case 'cancelled':
      return (
        <Empty
          says={`Stopped. Bringing in ${state.file} again completes it; nothing is counted twice.`}
          action="Back to the journeys"
          to={{ to: '/' }}
        />
      )
    case 'failed':
      return (
        <>
          <Failed
            error={state.error ? new ProblemError(state.error) : new Error(`${state.file} was not read to its end.`)}
          />
          <Empty
            says="Nothing is counted twice when the file is brought in again."
            action="Back to the journeys"
            to={{ to: '/' }}
          />
        </>
      )
  }
}
