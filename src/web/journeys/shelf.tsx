import { sayMany } from '../figure/count.ts'
import { Card } from './card.tsx'
import { type StageShelf, stageTitles } from './index-order.ts'

/** One stage of the customer's life: its journeys, and what nobody sees there as dashed cards. */
export function Shelf({ shelf: { stage, cards, blindSpots } }: { shelf: StageShelf }) {
  if (cards.length === 0 && blindSpots.length === 0) return null
  return (
    <section className="shelf" data-stage={stage ?? 'none'}>
      <h2>
        {stage ? stageTitles[stage] : 'No stage'}
        <span>{cards.length > 0 ? sayMany(cards.length, 'journey') : 'nothing drawn'}</span>
      </h2>
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
    </section>
  )
}
