import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Profile, Proposal } from '../../api/contract.ts'
import { forPage } from './page-words.ts'
import { columnOf, nameAll } from './profile-edit.ts'

interface ReadingOptionsProps {
  proposal: Proposal
  profile: Profile
  edit: (profile: Profile) => void
}

/** What the file does not say and was taken for granted, and what only a person can know: zone, order of day and month, one name for all. */
export function ReadingOptions({ proposal, profile, edit }: ReadingOptionsProps) {
  const { assumed, needsZone } = proposal
  const guessed = assumed.some(({ field }) => field === 'zone')
  const zoned = needsZone || guessed || profile.zone !== undefined
  const dated = profile.dayFirst !== undefined || assumed.some(({ field }) => field === 'dayFirst')
  const named = columnOf(profile.fields, 'name') !== null
  const { name } = profile.fields
  return (
    <section className="options" aria-label="How values are read">
      {zoned && <Zone profile={profile} edit={edit} />}
      {dated && (
        <Option label="01.02.2026 is">
          <select
            value={profile.dayFirst === false ? 'month' : 'day'}
            onChange={({ currentTarget: { value } }) => edit({ ...profile, dayFirst: value === 'day' })}
          >
            <option value="day">1 February</option>
            <option value="month">2 January</option>
          </select>
        </Option>
      )}
      {!named && (
        <Option label="No column names the event: every row is" open={name === undefined}>
          <Word
            value={typeof name === 'object' ? name.const : ''}
            placeholder="Survey Answered"
            say={(all) => edit(nameAll(profile, all))}
          />
        </Option>
      )}
      <Option label="Values that stand for nothing, with commas">
        <Word
          value={profile.absent?.join(', ') ?? ''}
          placeholder="NULL, n/a"
          say={(text) => edit(withAbsent(profile, text))}
        />
      </Option>
      {assumed.length > 0 && (
        <ul className="options-assumed">
          {/* the way out by a command's flag is not the way out here: the field above is */}
          {assumed.map(({ field, says }) => (
            <li key={`${field} ${says}`}>{forPage(says)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** In which zone the times are: a word, or one of the two that are most likely at hand. */
function Zone({ profile, edit }: Pick<ReadingOptionsProps, 'profile' | 'edit'>) {
  const isOpen = profile.zone === undefined
  return (
    <>
      <Option label={isOpen ? 'Times have no zone: which are they in?' : 'Times are in the zone'} open={isOpen}>
        <Word
          key={profile.zone ?? ''}
          value={profile.zone ?? ''}
          list="zones"
          placeholder={`UTC, ${here}`}
          say={(zone) => edit(withZone(profile, zone))}
        />
        <datalist id="zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </Option>
      {isOpen && (
        <span className="options-quick">
          {[...new Set(['UTC', here])].map((zone) => (
            <Button key={zone} size="xs" variant="default" onClick={() => edit({ ...profile, zone })}>
              {zone === 'UTC' ? 'They are UTC' : `They are ${zone}`}
            </Button>
          ))}
        </span>
      )}
    </>
  )
}

const here = Intl.DateTimeFormat().resolvedOptions().timeZone
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]

function withZone({ zone: _, ...rest }: Profile, zone: string): Profile {
  return zone === '' ? rest : { ...rest, zone }
}

function withAbsent({ absent: _, ...rest }: Profile, text: string): Profile {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  return words.length === 0 ? rest : { ...rest, absent: words }
}

function Option({ label, open = false, children }: { label: string; open?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label data-open={open || undefined}>
      {label}
      {children}
    </label>
  )
}

/** A text that is said when the field is left or Enter pressed, not at each letter: each saying reads the file's first rows again. */
function Word(props: { value: string; placeholder: string; list?: string; say: (value: string) => void }) {
  const { value, placeholder, list, say } = props
  const [text, setText] = useState(value)
  const done = () => {
    if (text.trim() !== value) say(text.trim())
  }
  return (
    <input
      value={text}
      list={list}
      placeholder={placeholder}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={done}
      onKeyDown={({ key }) => key === 'Enter' && done()}
    />
  )
}
