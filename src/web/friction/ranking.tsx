import type { Friction, Frictions } from '../../insight/friction/answers.ts'
import { sayCount } from '../figure/count.ts'
import { sayShare } from '../figure/share.ts'
import { CasesLink } from '../map/panel/cases-link.tsx'
import { KindSign } from './kind-sign.tsx'
import { TrendWord } from './trend-line.tsx'
import { behindOf, isUnsure, keyOf, kindWords, sayAmount, sayCostRange } from './words.ts'

interface RankingProps {
  readonly data: Frictions
  readonly map: string
  readonly titleOf: (step: string) => string
}

/** All opportunities on one page: whom each strikes, how often, what it costs and whether it grows. */
export function Ranking({ data, map, titleOf }: RankingProps) {
  const scale = costScale(data.frictions)
  const whom = data.customers === data.cases ? 'Cases' : 'Customers'
  return (
    <table className="report-ranking">
      <caption className="spoken">Opportunities by {whom.toLowerCase()} and cost, the dearest first</caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            #
          </th>
          <th scope="col">What goes wrong</th>
          <th scope="col">At</th>
          <th scope="col" className="number">
            {whom}
          </th>
          <th scope="col" className="number">
            Share of cases, 95 %
          </th>
          <th scope="col" className="number">
            Cost
          </th>
          {scale && <th scope="col">95 % interval of the cost</th>}
          <th scope="col">Trend</th>
        </tr>
      </thead>
      <tbody>
        {data.frictions.map((one, i) => (
          <Row key={keyOf(one)} one={one} rank={i + 1} map={map} title={titleOf(one.at)} scale={scale} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly one: Friction
  readonly rank: number
  readonly map: string
  readonly title: string
  readonly scale: Scale | null
}

function Row({ one, rank, map, title, scale }: RowProps) {
  const said = sayShare(one)
  return (
    <tr>
      <td className="number faint">{rank}</td>
      <th scope="row">
        <a href={`#opportunity-${rank}`} className="report-name">
          <KindSign kind={one.kind} size={16} /> {kindWords[one.kind].word}
        </a>
        {one.cause !== null && <small> {one.cause}</small>}
      </th>
      <td>{title}</td>
      <td className="number">
        <CasesLink id={map} behind={behindOf(one)}>
          {sayCount(one.customers)}
        </CasesLink>
      </td>
      <td className="number">
        {said.value} <small>{said.interval}</small>
      </td>
      <td className="number">
        {one.cost === null || one.costing === null ? '–' : sayAmount(one.cost, one.costing.unit)}
        {isUnsure(one) && <small className="report-unsure">no loss shown</small>}
      </td>
      {scale && (
        <td>
          <Interval one={one} scale={scale} />
        </td>
      )}
      <td>
        <TrendWord trend={one.trend} />
      </td>
    </tr>
  )
}

interface Scale {
  readonly from: number
  readonly to: number
}

/** One scale for all costs in money, with nought on it; null where none is. */
function costScale(frictions: readonly Friction[]): Scale | null {
  const ends = frictions.flatMap(({ costing }) =>
    costing !== null && costing.low !== null && costing.high !== null ? [costing.low, costing.high] : [],
  )
  return ends.length === 0 ? null : { from: Math.min(0, ...ends), to: Math.max(1, ...ends) }
}

const wide = 180

/** From the least to the most it may cost, the figure as a point, nought as a line: whoever crosses it may cost nothing. */
function Interval({ one, scale }: { one: Friction; scale: Scale }) {
  const { cost, costing } = one
  if (cost === null || costing === null || costing.low === null || costing.high === null)
    return <span className="absent">in {costing?.unit ?? 'no unit'}, a plain sum</span>
  const x = (value: number) => 4 + ((value - scale.from) / (scale.to - scale.from)) * (wide - 8)
  return (
    <svg
      className="cost-interval"
      viewBox={`0 0 ${wide} 16`}
      width={wide}
      height={16}
      role="img"
      aria-label={sayCostRange(costing) ?? ''}
    >
      <title>{sayCostRange(costing)}</title>
      <line x1={x(0)} x2={x(0)} y1={0} y2={16} className="cost-nought" />
      <line x1={x(costing.low)} x2={x(costing.high)} y1={8} y2={8} className="cost-span" />
      <circle cx={x(cost)} cy={8} r={3.5} className="cost-point" />
    </svg>
  )
}
