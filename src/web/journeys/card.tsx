import { Link } from '@tanstack/react-router'
import type { JourneyCard } from '../../api/contract.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { Figure, ShareFigure } from '../figure/figure.tsx'
import { stageOrder, stageTitles } from './index-order.ts'
import { Weekly } from './weekly.tsx'

/** One journey in the index: what it is, how many take it, whether its promise is kept; all of it opens the map. */
export function Card({ card }: { card: JourneyCard }) {
  const { id, title, state, draft, version, simulated, sponsor, cases, promise, outcome, weeks, failed } = card
  return (
    <article className="card">
      <h3>
        <Link to="/map/$map" params={{ map: id }} search={{}}>
          {title}
        </Link>
      </h3>
      <p className="card-meta">
        {draft ? `${state}, draft` : state} · v{version}
        {simulated && ' · simulated'} · {sponsor ?? <span className="absent">no sponsor</span>}
      </p>
      {failed ? (
        <p className="card-failed">
          <strong>Not measured.</strong> {failed.replace(/[.\s]*$/, '.')} Open the map to mend it.
        </p>
      ) : cases === 0 ? (
        <p className="absent card-nobody">Nobody has taken this journey yet.</p>
      ) : (
        <div className="card-figures">
          <Figure label="cases" value={sayCount(cases)} size="card" />
          <ShareFigure
            label={draft ? 'proposed promise met' : 'promise kept'}
            share={promise}
            judged={!draft}
            size="card"
            none="no promise"
          />
          <ShareFigure label="good outcome" share={outcome} size="card" none="none named" />
          <Weekly weeks={weeks} draft={draft} />
        </div>
      )}
      <Foot card={card} />
    </article>
  )
}

function Foot({ card: { stages: covered, steps, stepsMeasured } }: { card: JourneyCard }) {
  const blind = steps - stepsMeasured
  return (
    <p className="card-foot">
      <span className="card-stages" title={covered.map((stage) => stageTitles[stage]).join(' → ')}>
        {stageOrder.map((stage) => (
          <i key={stage} data-stage={covered.includes(stage) ? stage : undefined} />
        ))}
        <span className="spoken">Stages: {covered.join(', ') || 'none named'}.</span>
      </span>
      {sayMany(steps, 'step')}
      {blind > 0 && <span className="warn"> · {sayCount(blind)} not measured</span>}
    </p>
  )
}
