import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { BlindSpot, JourneyCard } from '../../api/contract.ts'
import { sayMany } from '../figure/count.ts'
import { Card } from './card.tsx'
import { DrawNew } from './draw-new.tsx'
import { type StageShelf, stageTitles } from './index-order.ts'

/** One stage of the customer's life: its journeys, and what nobody sees there as dashed cards. */
export function Shelf({ shelf: { stage, cards, blindSpots, through } }: { shelf: StageShelf }) {
  return (
    <section className="shelf" data-stage={stage ?? 'none'}>
      <h2>
        {stage ? stageTitles[stage] : 'No stage yet'}
        <span>{cards.length > 0 ? sayMany(cards.length, 'journey') : 'no journey begins here'}</span>
        {stage === null && (
          <span>
            say where each stands in a customer’s life: in its <em>Text</em>, write <code>stage: need</code>,{' '}
            <code>buy</code>, <code>own</code> or <code>advocate</code> under a phase
          </span>
        )}
        {through.length > 0 && <Through cards={through} />}
      </h2>
      {cards.length + blindSpots.length > 0 && (
        <div className="cards">
          {cards.map((card) => (
            <Card key={card.id} card={card} />
          ))}
          {blindSpots.map((spot) => (
            <Blind key={spot.says} spot={spot} />
          ))}
        </div>
      )}
    </section>
  )
}

/** The stages that no journey touches, side by side. */
export function MissingStages({ shelves }: { shelves: readonly StageShelf[] }) {
  const spots = shelves.flatMap(({ blindSpots }) => blindSpots)
  if (spots.length === 0) return null
  return (
    <section className="shelf" data-stage="none">
      <h2>
        Blind spots <span>stages of a customer’s life that no journey here touches</span>
      </h2>
      <div className="cards cards-small">
        {spots.map((spot) => (
          <Blind key={spot.says} spot={spot} named />
        ))}
      </div>
    </section>
  )
}

/** What nobody sees leads to where it can be mended: the step that no event shows, or a pen. */
function Blind({ spot: { stage, says, at }, named }: { spot: BlindSpot; named?: boolean }) {
  return (
    <div className="card blind" data-stage={stage}>
      <h3>{named ? stageTitles[stage] : 'Blind spot'}</h3>
      <p>{says}</p>
      {at ? (
        <Link to="/map/$map" params={{ map: at.map }} search={{ step: at.step }}>
          Open the step
        </Link>
      ) : (
        <DrawNew stage={stage} />
      )}
    </div>
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
