import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { PropertySummary } from '../../insight/answers.ts'
import { sayMany } from '../figure/count.ts'
import { Failed, Loading } from '../figure/states.tsx'
import { useAsk } from './ask.ts'
import { useEveryone } from './everyone.ts'
import { useFilters } from './filters.ts'
import { sayPredicate } from './predicate-words.ts'
import { type Condition, fromPredicate, toPredicate } from './segment.ts'
import { SavedSegments, SaveSegment } from './segments/saved-segments.tsx'

/** A segment from any property that events carry: choose one, tick its values; several must all hold. */
export function SegmentForm({ close }: { close: () => void }) {
  const { filters, set } = useFilters()
  const { data, error, refetch } = useAsk('GET /api/properties', {})
  const everyone = useEveryone()
  const read = fromPredicate(filters.segment)
  const [conditions, setConditions] = useState<Condition[]>(read ?? [])
  const [name, setName] = useState('')
  if (error) return <Failed error={error} again={refetch} />
  if (!data) return <Loading what="the properties" />
  const chosen = data.properties.find((property) => property.name === name) ?? data.properties[0]
  if (!chosen) return <p>These events carry no property to make a segment of.</p>
  const predicate = toPredicate(conditions)
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        set({ segment: predicate })
        close()
      }}
    >
      <SavedSegments
        choose={(segment) => {
          set({ segment })
          close()
        }}
      />
      <h2>Cases in which</h2>
      {read === null && filters.segment && (
        <p className="soft">Now: {sayPredicate(filters.segment)}. Showing replaces it.</p>
      )}
      <Chosen conditions={conditions} remove={(one) => setConditions(conditions.filter((kept) => kept !== one))} />
      <label>
        Property
        <select value={chosen.name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
          {data.properties.map((property) => (
            <option key={`${property.kind} ${property.name}`} value={property.name}>
              {property.name} ({property.kind === 'field' ? 'of the event' : property.kind})
            </option>
          ))}
        </select>
      </label>
      <Values property={chosen} conditions={conditions} change={setConditions} />
      <SaveSegment predicate={predicate ?? (read === null ? filters.segment : undefined)} />
      <div className="filter-foot">
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            set({ segment: undefined })
            close()
          }}
        >
          {everyone}
        </Button>
        <Button type="submit" size="xs" disabled={!predicate}>
          Show
        </Button>
      </div>
    </form>
  )
}

function Chosen({ conditions, remove }: { conditions: Condition[]; remove: (one: Condition) => void }) {
  if (conditions.length === 0) return null
  return (
    <ul className="filter-chosen">
      {conditions.map((one) => (
        <li key={one.name} className="pill" data-set>
          <button type="button" className="pill-button" onClick={() => remove(one)}>
            <span className="pill-words">
              <span className="spoken">Remove </span>
              {one.name} is {one.values.join(' or ')}
            </span>
            <IconX size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}

interface ValuesProps {
  property: PropertySummary
  conditions: Condition[]
  change: (conditions: Condition[]) => void
}

function Values({ property, conditions, change }: ValuesProps) {
  const ticked = conditions.find(({ name }) => name === property.name)?.values ?? []
  const toggle = (value: string) => {
    const values = ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value]
    const others = conditions.filter(({ name }) => name !== property.name)
    change(values.length === 0 ? others : [...others, { kind: property.kind, name: property.name, values }])
  }
  const hidden = property.distinct - property.values.length
  return (
    <fieldset className="filter-values">
      <legend className="spoken">Values of {property.name}</legend>
      {property.values.map(({ value, cases }) => (
        <label key={value} className="filter-value">
          <input type="checkbox" checked={ticked.includes(value)} onChange={() => toggle(value)} />
          <span>{value}</span>
          <small>{sayMany(cases, 'case')}</small>
        </label>
      ))}
      {property.sample !== undefined && (
        <p className="faint">counted in a sample of {sayMany(property.sample, 'case')}</p>
      )}
      {hidden > 0 && <p className="faint">and {sayMany(hidden, 'rarer value')}</p>}
    </fieldset>
  )
}
