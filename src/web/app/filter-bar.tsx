import '@mantine/core/styles/Popover.layer.css'
import './filter-bar.css'
import { Popover } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { sayDate, sayPeriod } from '../figure/date.ts'
import { useEveryone } from './everyone.ts'
import { useFilters } from './filters.ts'
import { PeriodForm } from './period-form.tsx'
import { sayPredicate } from './predicate-words.ts'
import { SegmentForm } from './segment-form.tsx'
import { UnknownProperties } from './segments/unknown-properties.tsx'

/** Period, segment and variant as pills in the header; each opens, and each that is set can be taken away. */
export function FilterBar() {
  const { filters, set } = useFilters()
  const { from, to, segment, variant, source } = filters
  const everyone = useEveryone()
  const period = from || to ? sayBounds(from, to) : null
  return (
    <fieldset className="filters">
      <legend className="spoken">Which cases</legend>
      <Pill
        name="Period"
        unset="All time"
        said={period}
        clear={() => set({ from: undefined, to: undefined })}
        form={(close) => <PeriodForm close={close} />}
      />
      <Pill
        name="Segment"
        unset={everyone}
        said={segment ? sayPredicate(segment) : null}
        clear={() => set({ segment: undefined })}
        form={(close) => <SegmentForm close={close} />}
      />
      {segment && <UnknownProperties segment={segment} />}
      {variant && <Chosen name="variant" says={variant.slice(0, 6)} clear={() => set({ variant: undefined })} />}
      {source && <Chosen name="file" says={source} clear={() => set({ source: undefined })} />}
    </fieldset>
  )
}

/** `to` is the day after the last: what begins before it counts. */
function sayBounds(from: string | undefined, to: string | undefined): string {
  const last = to ? new Date(Date.parse(to) - 1).toISOString() : undefined
  if (!last) return `since ${sayDate(from ?? '')}`
  return from ? sayPeriod(from, last) : `until ${sayDate(last)}`
}

interface PillProps {
  name: string
  unset: string
  said: string | null
  clear: () => void
  form: (close: () => void) => ReactNode
}

function Pill({ name, unset, said, clear, form }: PillProps) {
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md" width={340}>
      <span className="pill" data-set={said ? '' : undefined}>
        <Popover.Target>
          <button
            type="button"
            className="pill-button"
            onClick={() => setOpened(!opened)}
            aria-label={`${name}: ${said ?? unset}`}
          >
            <span className="pill-words">{said ?? unset}</span>
            {!said && <IconChevronDown size={13} aria-hidden />}
          </button>
        </Popover.Target>
        {said && <Clear name={name.toLowerCase()} onClick={clear} />}
      </span>
      <Popover.Dropdown className="float" aria-label={name}>
        {form(close)}
      </Popover.Dropdown>
    </Popover>
  )
}

/** A filter that is chosen elsewhere, and can be taken away here. */
function Chosen({ name, says, clear }: { name: string; says: string; clear: () => void }) {
  return (
    <span className="pill" data-set>
      <span className="pill-words">
        {name} {says}
      </span>
      <Clear name={name} onClick={clear} />
    </span>
  )
}

function Clear({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button type="button" className="pill-clear" onClick={onClick} aria-label={`Clear the ${name}`}>
      <IconX size={12} aria-hidden />
    </button>
  )
}
