import '../../friction/friction.css'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Friction, Frictions } from '../../../insight/friction/answers.ts'
import { useAsk } from '../../app/ask.ts'
import { useFilters } from '../../app/filters.ts'
import { sayCount, sayMany } from '../../figure/count.ts'
import { Figure } from '../../figure/figure.tsx'
import { sayShare } from '../../figure/share.ts'
import { KindSign } from '../../friction/kind-sign.tsx'
import { TrendLine, TrendWord } from '../../friction/trend-line.tsx'
import {
  behindOf,
  isUnsure,
  keyOf,
  kindWords,
  sayAmount,
  sayCostRange,
  sayLimit,
  trendWords,
} from '../../friction/words.ts'
import type { Column } from '../columns.ts'
import { CasesLink } from '../panel/cases-link.tsx'
import { Section } from '../panel/section.tsx'
import { shareColumns } from '../take/taken.ts'
import { overlay } from './overlay.tsx'

/** More than this many in one cell are no longer read; the panel has all. */
const shownInCell = 3

/** What goes wrong at each step: its kinds with share and trend; the panel says how it was decided and what it costs. */
export const friction = overlay({
  id: 'friction',
  label: 'Friction',
  useAnswer: ({ id, query, enabled }) =>
    useAsk(
      'GET /api/maps/:map/friction',
      { params: { map: id }, query },
      { enabled, placeholderData: keepPreviousData },
    ),
  lanes: [
    {
      id: 'show-friction',
      title: 'Friction',
      unit: 'share of cases; trend of 26 weeks',
      cell: (data, column) => <Cell frictions={at(data, column)} />,
      legend:
        'kinds of failure at the step, most cases first: share of the cases that came here, and whether it rises or falls',
    },
  ],
  replaces: ['repeats'],
  summary: (data, { id }) => <Summary data={data} id={id} />,
  panel: (data, column, { id }) =>
    at(data, column).map((one) => (
      <Section key={keyOf(one)} title={kindWords[one.kind].word}>
        <OneFriction one={one} id={id} />
      </Section>
    )),
  taken: (data, { step }) =>
    // Every kind found anywhere is a column at every step, so that all rows have the same.
    [...new Set(data.frictions.map(({ kind }) => kind))].flatMap((kind) => {
      const one = data.frictions.find((friction) => friction.kind === kind && friction.at === step.id)
      const name = kind.replaceAll('-', '_')
      return [
        [`${name}_cases`, one?.cases ?? null],
        ...shareColumns(name, one),
        [`${name}_cost`, one?.cost ?? null],
      ] as const
    }),
})

function at({ frictions }: Frictions, column: Column): readonly Friction[] {
  return frictions.filter((one) => one.at === column.step.id).toSorted((a, b) => b.cases - a.cases)
}

function Cell({ frictions }: { frictions: readonly Friction[] }) {
  if (frictions.length === 0) return <span className="absent">none found</span>
  const rest = frictions.length - shownInCell
  return (
    <span className="friction-cell">
      {frictions.slice(0, shownInCell).map((one) => (
        <span key={keyOf(one)} className="friction-line" title={one.says}>
          <KindSign kind={one.kind} />
          <span>
            {kindWords[one.kind].word} <b>{sayShare(one).value}</b>
            <span className="friction-trend"> {trendWords[one.trend.direction].sign}</span>
            <span className="spoken">, {trendWords[one.trend.direction].word}</span>
          </span>
        </span>
      ))}
      {rest > 0 && <span className="faint">and {sayMany(rest, 'more', 'more')}</span>}
    </span>
  )
}

function Summary({ data, id }: { data: Frictions; id: string }) {
  const { filters } = useFilters()
  const [dearest] = data.frictions
  const steps = new Set(data.frictions.map((one) => one.at)).size
  return (
    <>
      <Figure
        label="Frictions"
        value={
          <Link to="/report/$map" params={{ map: id }} search={filters} className="behind">
            {sayCount(data.frictions.length)}
          </Link>
        }
        sure={`at ${sayMany(steps, 'step')}${data.unseen.length > 0 ? `; ${sayMany(data.unseen.length, 'kind')} cannot be looked for` : ''}`}
        title={data.unseen.map(({ kind, why }) => `${kindWords[kind].word}: ${why}`).join('\n')}
      />
      {dearest && dearest.cost !== null && (
        <Figure
          label={`Dearest: ${kindWords[dearest.kind].word.toLowerCase()}`}
          value={
            <CasesLink id={id} behind={behindOf(dearest)}>
              {sayAmount(dearest.cost, dearest.costing?.unit ?? '')}
            </CasesLink>
          }
          sure={dearest.costing ? (sayCostRange(dearest.costing) ?? sayMany(dearest.cases, 'case')) : null}
          title={dearest.costing?.formula ?? ''}
        />
      )}
    </>
  )
}

/** One friction in the panel: what, how many, by which limit, at what cost, since when. */
function OneFriction({ one, id }: { one: Friction; id: string }) {
  const said = sayShare(one)
  return (
    <div className="friction-one">
      <p>{one.says}</p>
      <div className="row">
        <span>Cases struck</span>
        <CasesLink id={id} behind={behindOf(one)}>
          {sayCount(one.cases)} · {said.value} <small>{said.interval}</small> <small>{said.n}</small>
        </CasesLink>
      </div>
      <div className="row">
        <span>Limit</span>
        <span>{sayLimit(one.limit)}</span>
      </div>
      <div className="row">
        <span>Cost</span>
        <span>
          {one.cost === null || one.costing === null ? (
            <span className="absent">nothing states it</span>
          ) : (
            <>
              {sayAmount(one.cost, one.costing.unit)} <small>{sayCostRange(one.costing)}</small>
            </>
          )}
        </span>
      </div>
      {one.chased !== null && one.chased > 0 && (
        <div className="row">
          <span>Got in touch while waiting</span>
          <span>{sayMany(one.chased, 'case')}</span>
        </div>
      )}
      <div className="friction-trend-row">
        <TrendLine trend={one.trend} width={190} />
        <TrendWord trend={one.trend} />
      </div>
      <details>
        <summary>How it is decided</summary>
        <p>
          {kindWords[one.kind].word}: {kindWords[one.kind].means}. {one.note}
        </p>
        {one.costing && (
          <p>
            Cost: {one.costing.formula}.{isUnsure(one) && ' The interval holds 0: there may be no loss.'}
          </p>
        )}
      </details>
    </div>
  )
}
