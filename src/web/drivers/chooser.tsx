import type { DriverTarget, DriverTargets } from '../../insight/drivers/answers.ts'
import { capital } from './words.ts'

type Kind = DriverTarget['kind']

const kindWords = {
  outcome: 'Outcome',
  score: 'Score',
  late: 'Late promise',
  dropped: 'Drop-off',
  reached: 'Step reached',
} as const satisfies Record<Kind, string>

const kinds = ['outcome', 'score', 'late', 'dropped', 'reached'] as const

/** What is asked about: one list, in groups, of what the map draws and its events can answer. */
export function TargetChooser({
  targets,
  of,
  choose,
}: {
  targets: DriverTargets['targets']
  of: string
  choose: (of: string) => void
}) {
  return (
    <label className="dr-target">
      <span>What goes with cases that</span>
      <select value={of} onChange={(event) => choose(event.target.value)}>
        {kinds.map((kind) => {
          const some = targets.filter((one) => one.kind === kind)
          if (some.length === 0) return null
          return (
            <optgroup key={kind} label={kindWords[kind]}>
              {some.map((one) => (
                <option key={one.of} value={one.of}>
                  {kind === 'score' ? `gave a higher ${capital(one.says.split(' ')[0] ?? '')}` : one.says}
                </option>
              ))}
            </optgroup>
          )
        })}
      </select>
    </label>
  )
}
