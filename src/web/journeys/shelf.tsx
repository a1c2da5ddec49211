import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { JourneyCard } from '../../api/contract.ts'
import { sayMany } from '../figure/count.ts'
import { Card } from './card.tsx'
import { type StageShelf, stageTitles } from './index-order.ts'

/** One stage of the customer's life: its journeys, and what nobody sees there as dashed cards. */
export function Shelf({ shelf: { stage, cards, blindSpots, through } }: { shelf: StageShelf }) {
  return (
    <section className="shelf" data-stage={stage ?? 'none'}>
      <h2>
        {stage ? stageTitles[stage] : 'No stage'}
        <span>{cards.length > 0 ? sayMany(cards.length, 'journey') : 'no journey begins here'}</span>
        {through.length > 0 && <Through cards={through} />}
      </h2>
      {cards.length + blindSpots.length > 0 && (
        <div className="cards">
          {cards.map((card) => (
            <Card key={card.id} card={card} />
          ))}
          {blindSpots.map((says) => (
            <div key={says} className="card blind">
              <h3>Blind spot</h3>
              <p>{says}</p>
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

function Through({ cards }: { cards: JourneyCard[] }) {
  return (
    <span>
      come through it:{' '}
      {cards.map(({ id, title }, i) => (
        <Fragment key={id}>
          {i > 0 && ', '}
          <Link to="/map/$map" params={{ map: id }} search={{}}>
            {title}
          </Link>
        </Fragment>
      ))}
    </span>
  )
}
