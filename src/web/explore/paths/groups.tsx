import '@mantine/core/styles/Popover.layer.css'
import { Button, Popover } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { StepNames } from '../../variants/names.ts'
import type { StepGroup } from './asked.ts'

interface GroupsProps {
  readonly groups: readonly StepGroup[]
  readonly steps: readonly string[]
  readonly names: StepNames
  readonly change: (groups: readonly StepGroup[]) => void
}

/** Steps that are shown as one, by a name: each group can be taken apart again. */
export function Groups({ groups, steps, names, change }: GroupsProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="ex-groups">
      {groups.map((group) => (
        <span key={group.name} className="pill" data-set>
          <span className="pill-words" title={group.steps.map(names.title).join(', ')}>
            {group.name}: {group.steps.length} steps
          </span>
          <button
            type="button"
            className="pill-clear"
            aria-label={`Take the group ${group.name} apart`}
            onClick={() => change(groups.filter((one) => one !== group))}
          >
            <IconX size={12} aria-hidden />
          </button>
        </span>
      ))}
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus shadow="md" width={320}>
        <span className="pill">
          <Popover.Target>
            <button type="button" className="pill-button" onClick={() => setOpen(!isOpen)}>
              Show steps as one <IconChevronDown size={13} aria-hidden />
            </button>
          </Popover.Target>
        </span>
        <Popover.Dropdown className="float" aria-label="Show steps as one">
          <GroupForm
            steps={steps.filter((step) => !groups.some((group) => group.steps.includes(step)))}
            names={names}
            taken={groups.map((group) => group.name)}
            add={(group) => {
              change([...groups, group])
              setOpen(false)
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

interface GroupFormProps {
  readonly steps: readonly string[]
  readonly names: StepNames
  readonly taken: readonly string[]
  readonly add: (group: StepGroup) => void
}

function GroupForm({ steps, names, taken, add }: GroupFormProps) {
  const [name, setName] = useState('')
  const [ticked, setTicked] = useState<readonly string[]>([])
  const called = name.trim()
  const toggle = (step: string) =>
    setTicked(ticked.includes(step) ? ticked.filter((one) => one !== step) : [...ticked, step])
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        add({ name: called, steps: ticked })
      }}
    >
      <label>
        Called
        <input type="search" value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
      </label>
      <fieldset className="filter-values">
        <legend className="spoken">Steps of the group</legend>
        {steps.map((step) => (
          <label key={step} className="filter-value">
            <input type="checkbox" checked={ticked.includes(step)} onChange={() => toggle(step)} />
            <span>{names.title(step)}</span>
          </label>
        ))}
      </fieldset>
      <div className="filter-foot">
        <Button type="submit" size="xs" disabled={ticked.length < 2 || called === '' || taken.includes(called)}>
          Show as one
        </Button>
      </div>
    </form>
  )
}
