import { Button } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { useAsk } from '../app/ask.ts'
import { sayInstant } from '../figure/date.ts'
import { Empty, Failed, Loading } from '../figure/states.tsx'

const perPage = 100

/** Every change that was asked for, newest first: who, when, what; not what was in it. */
export function AuditList() {
  const [shown, setShown] = useState(perPage)
  const { data, error, refetch } = useAsk(
    'GET /api/audit',
    { query: { limit: String(shown) } },
    { placeholderData: keepPreviousData, staleTime: 0 },
  )
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (data === undefined) return <Loading what="the changes" />
  if (data.entries.length === 0)
    return <Empty says="Nothing was changed yet." action="Go to the journeys" to={{ to: '/' }} />
  return (
    <div className="account">
      <table className="members">
        <caption className="spoken">Changes, newest first, times in UTC</caption>
        <thead>
          <tr>
            <th scope="col">When (UTC)</th>
            <th scope="col">Who</th>
            <th scope="col">Asked for</th>
            <th scope="col">Of</th>
            <th scope="col">Answered</th>
          </tr>
        </thead>
        <tbody>
          {data.entries.map((one) => (
            <tr key={one.number}>
              <td>{sayInstant(one.at, true)}</td>
              <th scope="row">{one.name || one.who}</th>
              <td>{one.route}</td>
              <td>{one.what || '–'}</td>
              <td className={one.status < 400 ? 'soft' : 'bad'}>
                {one.status < 400 ? 'done' : `refused (${one.status})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.entries.length === shown && shown < 1000 && (
        <Button variant="default" onClick={() => setShown(Math.min(1000, shown * 2))}>
          Show more
        </Button>
      )}
    </div>
  )
}
