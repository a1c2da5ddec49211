import { Link } from '@tanstack/react-router'
import type { Behind } from '../../insight/cases/answers.ts'
import type { DriverFactor, Drivers } from '../../insight/drivers/answers.ts'
import { useFilters } from '../app/filters.ts'
import { mapQuery } from '../app/map-choice.ts'
import { sayCount } from '../figure/count.ts'
import { Axis, Forest, type Scale } from './forest.tsx'
import type { Listed } from './parts.ts'
import { toneOf, type Unit } from './words.ts'

export interface ListProps {
  answer: Drivers
  map: string | undefined
  unit: Unit
  scale: Scale
  selected: string | undefined
  select: (says: string | undefined) => void
}

export function FactorTable({ listed, caption, ...props }: ListProps & { listed: readonly Listed[]; caption: string }) {
  const { unit, scale } = props
  return (
    <table className="dr-table">
      <caption className="spoken">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Cases that …</th>
          <th scope="col" className="number">
            With it
          </th>
          <th scope="col" className="number">
            Without
          </th>
          <th scope="col">
            <span className="spoken">Difference in {unit.points}</span>
            <Axis scale={scale} unit={unit} />
          </th>
          <th scope="col">Difference, {unit.points}</th>
        </tr>
      </thead>
      <tbody>
        {listed.map((one) => (
          <Row key={one.factor.says} listed={one} {...props} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ listed: { factor, same }, answer, map, unit, scale, selected, select }: ListProps & { listed: Listed }) {
  const isSelected = selected === factor.says
  const tone = factor.standing === 'clear' ? toneOf(answer.target.better, factor.difference?.value ?? 0) : undefined
  return (
    <tr data-selected={isSelected ? '' : undefined}>
      <td className="dr-what">
        <button type="button" aria-pressed={isSelected} onClick={() => select(isSelected ? undefined : factor.says)}>
          {factor.says}
        </button>
        {factor.among !== null && <small>of those that {factor.among}</small>}
        {same.length > 0 && (
          <small title={same.map(({ says }) => says).join('\n')}>
            the same cases:{' '}
            {same
              .slice(0, 2)
              .map(({ says }) => says)
              .join('; ')}
            {same.length > 2 && `; and ${same.length - 2} more`}
          </small>
        )}
        {factor.sampled && <small>counted in the sample</small>}
      </td>
      <SideCell answer={answer} map={map} factor={factor} unit={unit} has />
      <SideCell answer={answer} map={map} factor={factor} unit={unit} has={false} />
      <td>
        <Forest factor={factor} scale={scale} unit={unit} tone={tone} />
      </td>
      <td className="dr-figures">
        {factor.difference && (
          <span>
            <strong className={tone}>{unit.difference(factor.difference.value)}</strong>{' '}
            <small>{unit.interval(factor.difference)}</small>
          </span>
        )}
        {factor.adjustedDifference && (
          <span className="soft">
            {unit.difference(factor.adjustedDifference.value)}{' '}
            <small>{unit.interval(factor.adjustedDifference)}, adjusted</small>
          </span>
        )}
      </td>
    </tr>
  )
}

interface SideProps {
  answer: Drivers
  map: string | undefined
  factor: DriverFactor
  unit: Unit
  has: boolean
}

/** The rate on one side, and how many cases it rests on: a press opens them. */
function SideCell({ answer, map, factor, unit, has }: SideProps) {
  const side = has ? factor.with : factor.without
  return (
    <td className="number dr-side">
      <strong>{unit.rate(side.rate)}</strong>
      <BehindLink behind={behindOf(answer, factor, has)} map={map}>
        n {sayCount(side.n)}
      </BehindLink>
    </td>
  )
}

export function behindOf(answer: Drivers, factor: DriverFactor | null, has: boolean, reached?: boolean): Behind {
  return {
    kind: 'factor',
    of: answer.of,
    factor: factor?.factor ?? null,
    has,
    ...(reached === undefined ? {} : { reached }),
    ...(factor?.sampled ? { sampled: true } : {}),
  }
}

export function BehindLink({
  behind,
  map,
  children,
}: {
  behind: Behind
  map: string | undefined
  children: React.ReactNode
}) {
  const { filters } = useFilters()
  return (
    <Link to="/cases" search={{ ...filters, ...mapQuery(map), behind }} className="dr-behind">
      {children}
    </Link>
  )
}
