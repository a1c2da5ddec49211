import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from './ask.ts'
import { useFilters } from './filters.ts'

const presets = [
  ['Last 7 days', 7],
  ['Last 30 days', 30],
  ['Last 90 days', 90],
  ['Last 365 days', 365],
] as const
const day = 86_400_000
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** A period counts back from the last event held, so that an old log has a "last 90 days" too. */
export function PeriodForm({ close }: { close: () => void }) {
  const { filters, set } = useFilters()
  const { data } = useAsk('GET /api/status', {})
  const [from, setFrom] = useState(filters.from?.slice(0, 10) ?? '')
  const [last, setLast] = useState(filters.to ? dateOf(Date.parse(filters.to) - 1) : '')
  const end = data?.period ? Date.parse(dateOf(Date.parse(data.period.to))) + day : null
  const choose = (first: string, until: string) => {
    set({ from: first || undefined, to: until ? dateOf(Date.parse(until) + day) : undefined })
    close()
  }
  const wrong = from !== '' && last !== '' && last < from
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong) choose(from, last)
      }}
    >
      <h2>Cases that begin in</h2>
      {end !== null && (
        <div className="filter-presets">
          {presets.map(([says, days]) => (
            <Button
              key={says}
              variant="default"
              size="xs"
              onClick={() => choose(dateOf(end - days * day), dateOf(end - day))}
            >
              {says}
            </Button>
          ))}
        </div>
      )}
      <div className="filter-dates">
        <label>
          First day
          <input type="date" value={from} onChange={({ currentTarget }) => setFrom(currentTarget.value)} />
        </label>
        <label>
          Last day (UTC)
          <input
            type="date"
            value={last}
            aria-invalid={wrong}
            onChange={({ currentTarget }) => setLast(currentTarget.value)}
          />
        </label>
      </div>
      {wrong && <p className="bad">The last day is before the first; choose a later one.</p>}
      <div className="filter-foot">
        <Button variant="default" size="xs" onClick={() => choose('', '')}>
          All time
        </Button>
        <Button type="submit" size="xs" disabled={wrong}>
          Show
        </Button>
      </div>
    </form>
  )
}
