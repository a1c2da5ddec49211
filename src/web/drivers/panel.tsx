import { IconX } from '@tabler/icons-react'
import type { DriverFactor, Drivers } from '../../insight/drivers/answers.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { Figure } from '../figure/figure.tsx'
import { BehindLink, behindOf } from './list.tsx'
import { capital, sayOdds, sayQ, type Unit } from './words.ts'

interface PanelProps {
  answer: Drivers
  factor: DriverFactor
  map: string | undefined
  unit: Unit
  close: () => void
}

/** One factor opened: both sides with their intervals, how sure, what it comes with, and its cases. */
export function FactorPanel({ answer, factor, map, unit, close }: PanelProps) {
  const { difference, adjusted } = factor
  return (
    <div className="dr-panel">
      <button type="button" className="dr-close" aria-label="Close" onClick={close}>
        <IconX size={16} aria-hidden />
      </button>
      <h2>Cases that {factor.says}</h2>
      {factor.among !== null && <p className="soft">Compared with the others of those that {factor.among}.</p>}
      <div className="dr-sides">
        <Side title="With it" side={factor.with} unit={unit} />
        <Side title="Without" side={factor.without} unit={unit} />
      </div>
      {difference && (
        <Figure
          label={`Difference, ${unit.points}`}
          value={unit.difference(difference.value)}
          sure={`${unit.interval(difference)}; q ${sayQ(factor.q ?? 1)}`}
          size="panel"
        />
      )}
      {adjusted && (
        <Figure
          label={adjusted.kind === 'odds-ratio' ? 'Odds ratio, the others held equal' : 'Points, the others held equal'}
          value={adjusted.kind === 'odds-ratio' ? sayOdds(adjusted).split(' ')[0] : unit.difference(adjusted.value)}
          sure={adjusted.kind === 'odds-ratio' ? sayOdds(adjusted).replace(/^\S+ /, '') : unit.interval(adjusted)}
          size="panel"
        />
      )}
      <p className="soft">{verdict(factor, answer)}</p>
      {factor.tangled.length > 0 && (
        <p className="soft">
          Comes nearly always together with: {factor.tangled.join('; ')}. The model can hardly tell them apart.
        </p>
      )}
      <Cases answer={answer} factor={factor} map={map} unit={unit} />
    </div>
  )
}

function Side({ title, side, unit }: { title: string; side: DriverFactor['with']; unit: Unit }) {
  const interval =
    side.rate === null
      ? ''
      : `${unit.rate({ ...side.rate, value: side.rate.low })} to ${unit.rate({ ...side.rate, value: side.rate.high })}, `
  return <Figure label={title} value={unit.rate(side.rate)} sure={`${interval}n ${sayCount(side.n)}`} size="card" />
}

function verdict(factor: DriverFactor, answer: Drivers): string {
  if (factor.standing === 'too few') return `Too few to say: fewer than ${answer.least} cases with it or without.`
  if (factor.decides)
    return 'It all but decides it: nearly all cases on one side, or none. It is the way itself, or the same thing under another name, so nothing is left to adjust.'
  if (factor.standing === 'not clear')
    return 'Not clear: so large a difference may well be chance among so many factors.'
  if (factor.holds === true)
    return 'Clear, and it stays with all other factors held equal. It goes with it; whether it is why, events cannot tell.'
  if (factor.holds === false)
    return 'Clear by itself, but not with all other factors held equal: they may account for it, or the model cannot tell them apart.'
  return 'Clear by itself; it is not in the model.'
}

function Cases({ answer, factor, map, unit }: Omit<PanelProps, 'close'>) {
  const sides = [true, false] as const
  const count = (has: boolean, reached: boolean) => {
    const { n, rate } = has ? factor.with : factor.without
    const yes = Math.round((rate?.value ?? 0) * n)
    return reached ? yes : n - yes
  }
  return (
    <section className="dr-cases">
      <h3>See the cases</h3>
      {sides.map((has) =>
        unit.isScore ? (
          <BehindLink key={String(has)} map={map} behind={behindOf(answer, factor, has)}>
            {sayMany((has ? factor.with : factor.without).n, 'case')} {has ? 'with it' : 'without'}
          </BehindLink>
        ) : (
          [true, false].map((reached) => (
            <BehindLink key={`${has} ${reached}`} map={map} behind={behindOf(answer, factor, has, reached)}>
              {capital(sayMany(count(has, reached), 'case'))} {has ? 'with it' : 'without'},{' '}
              {reached ? `that ${answer.target.says}` : 'that did not'}
            </BehindLink>
          ))
        ),
      )}
    </section>
  )
}
