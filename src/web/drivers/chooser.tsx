import type { DriverTarget, DriverTargets } from '../../insight/drivers/answers.ts'
import { capital } from './words.ts'

type Kind = DriverTarget['kind']

const kindWords = {
  outcome: 'Outcome',
  score: 'Score',
  late: 'Late promise',
  dropped: 'Drop-off',
  reached: 'Step reached',
  property: 'Property',
  trait: 'Customer’s trait',
} as const satisfies Record<Kind, string>

const kinds = ['outcome', 'score', 'late', 'dropped', 'reached', 'property', 'trait'] as const

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
                  {sayTarget(one)}
                </option>
              ))}
            </optgroup>
          )
        })}
      </select>
    </label>
  )
}

/** In words that follow "cases that …": of a number, that it is higher. */
function sayTarget({ kind, of, says }: DriverTargets['targets'][number]): string {
  if (kind === 'score') return `gave a higher ${capital(says.split(' ')[0] ?? '')}`
  const isNumber = (kind === 'property' || kind === 'trait') && !of.includes('=')
  return isNumber ? `had a higher ${says}` : says
}
