import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Segmented } from '../app/segmented.tsx'
import type { StepNames } from '../variants/names.ts'
import { ChangeForm } from './change-form.tsx'
import { sayChange } from './change-words.ts'
import type { Ground } from './ground.ts'
import type { Scenarios } from './use-scenarios.ts'

/** The side panel: which scenario, its changes in words, and one more. */
export function Builder({ scenarios, known, names }: { scenarios: Scenarios; known: Ground; names: StepNames }) {
  const { all, open } = scenarios
  const mine = all[open] ?? []
  const teamOf = (team: string) => known.teams.find(({ id }) => id === team)?.title ?? team
  const options = Object.fromEntries(all.map((_, i) => [`s${i}`, `Scenario ${i + 1}`]))
  return (
    <div className="wi-builder">
      {all.length > 1 && (
        <Segmented
          label="Scenario"
          value={`s${open}`}
          options={options}
          choose={(value) => scenarios.choose(Number(value.slice(1)))}
        />
      )}
      <h2>{all.length > 1 ? `What changes in scenario ${open + 1}` : 'What changes'}</h2>
      {mine.length === 0 ? (
        <p className="soft">Nothing yet: this is the journey as it is. Choose a change below.</p>
      ) : (
        <ol className="wi-changes" aria-label="Changes">
          {mine.map((change, place) => {
            const says = sayChange(change, names.title, teamOf)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same change may be made twice, and its place is what it is
              <li key={place}>
                <span>{says}</span>
                <button type="button" onClick={() => scenarios.remove(place)} aria-label={`Take out: ${says}`}>
                  <IconX size={14} aria-hidden />
                </button>
              </li>
            )
          })}
        </ol>
      )}
      <ChangeForm known={known} names={names} add={scenarios.add} />
      <label className="wi-switch">
        <input
          type="checkbox"
          checked={scenarios.leaving}
          onChange={({ currentTarget }) => scenarios.setLeaving(currentTarget.checked)}
        />
        <span>
          Shorter waits keep more cases
          <small>
            as many more as were seen to stay after waits of that length. Seen together, which is not because of it.
          </small>
        </span>
      </label>
      <div className="wi-beside">
        {scenarios.copy && mine.length > 0 && (
          <Button variant="default" size="xs" onClick={scenarios.copy}>
            Compare with another
          </Button>
        )}
        {scenarios.drop && (
          <Button variant="default" size="xs" onClick={scenarios.drop}>
            Drop scenario {open + 1}
          </Button>
        )}
      </div>
    </div>
  )
}
