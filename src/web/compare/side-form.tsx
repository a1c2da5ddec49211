import '@mantine/core/styles/Popover.layer.css'
import { Button, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import type { Predicate } from '../../match/index.ts'
import { useAsk } from '../app/ask.ts'
import type { Filters } from '../app/filters.ts'
import { sayPredicate } from '../app/predicate-words.ts'
import { type Condition, fromPredicate, toPredicate } from '../app/segment.ts'
import { SavedSegments } from '../app/segments/saved-segments.tsx'
import { sayMany } from '../figure/count.ts'
import { Failed, Loading } from '../figure/states.tsx'
import { saySide } from './side.ts'

interface SidePickerProps {
  name: 'a' | 'b'
  side: Filters | undefined
  /** undefined: everybody outside the other side's segment */
  choose: (side: Filters | undefined) => void
  /** whether it may be everybody else */
  mayBeRest: boolean
}

/** Which cases stand on a side; opens to a form. */
export function SidePicker({ name, side, choose, mayBeRest }: SidePickerProps) {
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  const said = name === 'a' && side === undefined ? 'choose who' : saySide(side)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md" width={340}>
      <Popover.Target>
        <button type="button" className="cp-side" onClick={() => setOpened(!opened)}>
          <span className="spoken">Side </span>
          <i className={`cp-${name}`}>{name}</i>
          <span>{said}</span>
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="float" aria-label={`Side ${name}`}>
        <SideForm
          name={name}
          side={side ?? {}}
          mayBeRest={mayBeRest}
          choose={(chosen) => {
            choose(chosen)
            close()
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

const day = 86_400_000
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** What the form says so far, and the side that follows from it. */
function useSideForm(side: Filters) {
  const [from, setFrom] = useState(side.from?.slice(0, 10) ?? '')
  const [last, setLast] = useState(side.to ? dateOf(Date.parse(side.to) - 1) : '')
  const [only, ...more] = fromPredicate(side.segment) ?? []
  const own = more.length === 0 ? (only ?? null) : null
  const [condition, setCondition] = useState<Condition | null>(own)
  // A segment that this form could not have made stays as it is until values are ticked.
  const [isTicked, setTicked] = useState(false)
  const tick = (next: Condition) => {
    setCondition(next)
    setTicked(true)
  }
  const chosen = (saved?: Predicate): Filters => {
    const made = isTicked && condition !== null ? toPredicate([condition]) : side.segment
    const segment = saved ?? made
    return {
      ...(from ? { from } : {}),
      ...(last ? { to: dateOf(Date.parse(last) + day) } : {}),
      ...(segment ? { segment } : {}),
      ...(side.variant ? { variant: side.variant } : {}),
      ...(side.source ? { source: side.source } : {}),
    }
  }
  const isWrong = from !== '' && last !== '' && last < from
  const foreign = own === null && !isTicked ? side.segment : undefined
  return { dates: { from, last, setFrom, setLast, isWrong }, condition, setCondition, tick, chosen, foreign }
}

function SideForm({ name, side, mayBeRest, choose }: Omit<SidePickerProps, 'side'> & { side: Filters }) {
  const { data, error, refetch } = useAsk('GET /api/properties', {})
  const { dates, condition, setCondition, tick, chosen, foreign } = useSideForm(side)
  if (error) return <Failed error={error} again={refetch} />
  if (!data) return <Loading what="the properties" />
  const property = data.properties.find((one) => one.name === condition?.name) ?? data.properties[0]
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!dates.isWrong) choose(chosen())
      }}
    >
      <SavedSegments choose={(segment) => !dates.isWrong && choose(chosen(segment))} />
      <h2>Side {name}: cases that</h2>
      <Dates {...dates} />
      {foreign && <p className="soft">Now: {sayPredicate(foreign)}. Ticking a value replaces it.</p>}
      {property && (
        <PropertyValues
          names={data.properties.map((one) => one.name)}
          property={property}
          ticked={condition?.name === property.name ? condition.values : []}
          pick={(picked) => {
            const next = data.properties.find((one) => one.name === picked)
            if (next) setCondition({ kind: next.kind, name: next.name, values: [] })
          }}
          tick={(values) => tick({ kind: property.kind, name: property.name, values })}
        />
      )}
      <div className="filter-foot">
        {mayBeRest && (
          <Button variant="default" size="xs" onClick={() => choose(undefined)}>
            Everybody else
          </Button>
        )}
        <Button variant="default" size="xs" onClick={() => choose({})}>
          All cases
        </Button>
        <Button type="submit" size="xs" disabled={dates.isWrong}>
          Show
        </Button>
      </div>
    </form>
  )
}

function Dates({ from, last, setFrom, setLast, isWrong }: ReturnType<typeof useSideForm>['dates']) {
  return (
    <>
      <div className="filter-dates">
        <label>
          begin from
          <input type="date" value={from} onChange={({ currentTarget }) => setFrom(currentTarget.value)} />
        </label>
        <label>
          to (UTC)
          <input
            type="date"
            value={last}
            aria-invalid={isWrong}
            onChange={({ currentTarget }) => setLast(currentTarget.value)}
          />
        </label>
      </div>
      {isWrong && <p className="bad">The last day is before the first; choose a later one.</p>}
    </>
  )
}

interface PropertyValuesProps {
  names: readonly string[]
  property: { name: string; values: readonly { value: string; cases: number }[] }
  ticked: readonly string[]
  pick: (name: string) => void
  tick: (values: string[]) => void
}

function PropertyValues({ names, property, ticked, pick, tick }: PropertyValuesProps) {
  return (
    <>
      <label>
        have the property
        <select value={property.name} onChange={({ currentTarget }) => pick(currentTarget.value)}>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <fieldset className="filter-values">
        <legend className="spoken">Values of {property.name}</legend>
        {property.values.map(({ value, cases }) => (
          <label key={value} className="filter-value">
            <input
              type="checkbox"
              checked={ticked.includes(value)}
              onChange={() => tick(ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value])}
            />
            <span>{value}</span>
            <small>{sayMany(cases, 'case')}</small>
          </label>
        ))}
      </fieldset>
    </>
  )
}
