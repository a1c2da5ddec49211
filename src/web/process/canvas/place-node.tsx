import type { Node, NodeProps } from '@xyflow/react'
import { memo } from 'react'
import type { Stage } from '../../../map/index.ts'
import { sayMany } from '../../figure/count.ts'
import type { Place } from '../graph/model.ts'

export interface PlaceData extends Record<string, unknown> {
  place: Place
  title: string
  stage: Stage | undefined
  isSelected: boolean
  isFar: boolean
  /** the one place or link that Tab comes to */
  isStop: boolean
  select: (id: string) => void
}
export type PlaceNodeType = Node<PlaceData, 'place'>

/** One step as a card: stage, title, cases. Start and end are pills. */
export const PlaceNode = memo(({ data }: NodeProps<PlaceNodeType>) => {
  const { place, title, stage, isSelected, isFar, isStop, select } = data
  return (
    <button
      type="button"
      className="pm-place"
      data-spot={place.id}
      data-kind={place.kind}
      data-stage={stage}
      data-far={isFar || undefined}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={isSelected}
      title={title}
      onClick={() => select(place.id)}
    >
      <span className="pm-title">{title}</span>
      <span className="spoken">, </span>
      <span className="pm-facts">
        {sayMany(place.cases, 'case')}
        {stage && (
          <span className="pm-stage">
            <span className="spoken">, stage </span>
            {stage}
          </span>
        )}
      </span>
    </button>
  )
})
