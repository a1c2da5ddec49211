import { Link } from '@tanstack/react-router'
import type { Friction } from '../../insight/friction/answers.ts'
import { useFilters } from '../app/filters.ts'
import { usePrinting } from '../app/use-printing.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { sayDay } from '../figure/date.ts'
import { Figure, ShareFigure } from '../figure/figure.tsx'
import { CasesLink } from '../map/panel/cases-link.tsx'
import { KindSign } from './kind-sign.tsx'
import { TrendLine, TrendWord } from './trend-line.tsx'
import { behindOf, isUnsure, kindWords, sayAmount, sayCostRange, sayLimit } from './words.ts'

interface OpportunityProps {
  readonly one: Friction
  readonly rank: number
  readonly map: string
  readonly titleOf: (step: string) => string
}

/** One opportunity, whole: figures, how it was decided, what customers say, cases to open, what to ask next. */
export function Opportunity({ one, rank, map, titleOf }: OpportunityProps) {
  const { filters } = useFilters()
  const isPrinting = usePrinting()
  return (
    <article className="opportunity" id={`opportunity-${rank}`} aria-labelledby={`opportunity-${rank}-title`}>
      <h2 id={`opportunity-${rank}-title`}>
        <span className="faint">{rank}</span> <KindSign kind={one.kind} size={18} /> {kindWords[one.kind].word} at{' '}
        <Link
          to="/map/$map"
          params={{ map }}
          search={{ ...filters, show: 'friction', step: one.at }}
          className="behind"
        >
          {titleOf(one.at)}
        </Link>
        {one.cause !== null && <small> {one.cause}</small>}
      </h2>
      <p>{one.says}</p>
      <Figures one={one} map={map} />
      {one.words.length > 0 && (
        <ul className="opportunity-words" aria-label="What these customers wrote afterwards">
          {one.words.map(({ case: of, at, text }) => (
            <li key={of}>
              <q>{text}</q> <small>{`${of}, ${sayDay(at)}`}</small>
            </li>
          ))}
        </ul>
      )}
      <p className="opportunity-ask">
        <b>Ask next</b> {one.ask}
      </p>
      <p className="opportunity-evidence">
        <b>Evidence</b>{' '}
        {one.keys.map((key, i) => (
          <span key={key}>
            <Link to="/case/$key" params={{ key }} search={{ map }} className="behind">
              {one.evidence[i]}
            </Link>
            {', '}
          </span>
        ))}
        <CasesLink id={map} behind={behindOf(one)}>
          all {sayMany(one.cases, 'case')}
        </CasesLink>
      </p>
      {one.costing && (
        <p className="opportunity-formula">
          Cost: {one.costing.formula}.{isUnsure(one) && ' The interval holds 0: there may be no loss.'}
        </p>
      )}
      <details className="opportunity-how" open={isPrinting || undefined}>
        <summary>How this was decided</summary>
        <p>{one.note}</p>
        <p>
          Beyond the limit in all: {sayAmount(one.extra.amount, one.extra.unit)}.
          {one.chased !== null &&
            one.chased > 0 &&
            ` In ${sayMany(one.chased, 'case')} the customer got in touch while waiting.`}
        </p>
      </details>
    </article>
  )
}

function Figures({ one, map }: { one: Friction; map: string }) {
  return (
    <div className="opportunity-figures">
      <Figure
        size="card"
        label={one.customers === one.cases ? 'Cases' : 'Customers'}
        value={
          <CasesLink id={map} behind={behindOf(one)}>
            {sayCount(one.customers)}
          </CasesLink>
        }
        sure={
          one.customers === one.cases
            ? `of ${sayCount(one.n)}`
            : `in ${sayMany(one.cases, 'case')} of ${sayCount(one.n)}`
        }
      />
      <ShareFigure size="card" label="Share of cases" share={one} none="too few to say" />
      <Figure
        size="card"
        label="Cost"
        value={one.cost === null || one.costing === null ? '–' : sayAmount(one.cost, one.costing.unit)}
        sure={one.costing === null ? 'nothing states it' : (sayCostRange(one.costing) ?? 'a plain sum')}
      />
      <Figure size="card" label="Limit" value={<span className="opportunity-limit">{sayLimit(one.limit)}</span>} />
      <div className="opportunity-trend">
        <span className="figure-label">
          Share by week: <TrendWord trend={one.trend} />
        </span>
        <TrendLine trend={one.trend} />
      </div>
    </div>
  )
}
