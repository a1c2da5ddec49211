import { memo } from 'react'
import { pathOf } from '../layout/curve.ts'
import type { DrawnLink } from './view.ts'

export interface LinkLayerProps {
  links: readonly DrawnLink[]
  /** id of a place or a link */
  selected: string | null
  stop: string
  select: (id: string) => void
}

/**
 * All links in one drawing below the steps. React Flow's own edges each listen to every move of the view; this layer is
 * drawn anew only when what is shown changes, which keeps hundreds of links as cheap to pan as one picture.
 */
export const LinkLayer = memo(({ links, selected, stop, select }: LinkLayerProps) => {
  const nearOf = ({ link }: DrawnLink) =>
    selected === null ? null : link.id === selected || link.from === selected || link.to === selected
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg className="pm-links" role="group" aria-label="Transitions">
        <defs>
          <Arrow id="pm-arrow" />
          <Arrow id="pm-arrow-back" isHollow />
          <Arrow id="pm-arrow-near" />
        </defs>
        {links.map((one) => (
          <LinkLine
            key={one.link.id}
            drawn={one}
            near={nearOf(one)}
            isSelected={one.link.id === selected}
            isStop={one.link.id === stop}
            select={select}
          />
        ))}
      </svg>
      <div className="pm-labels" aria-hidden>
        {links.map((one) => (
          <LinkLabel key={one.link.id} drawn={one} near={nearOf(one)} isSelected={one.link.id === selected} />
        ))}
      </div>
    </>
  )
})

/** What goes back has a hollow head, so that its direction differs in shape, not only in colour. */
function Arrow({ id, isHollow }: { id: string; isHollow?: boolean }) {
  return (
    <marker
      id={id}
      viewBox="-1 -1 11 10"
      refX="8.4"
      refY="4"
      markerWidth="11"
      markerHeight="10"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d="M0 0 9 4 0 8z" className={isHollow ? 'pm-head-hollow' : 'pm-head'} />
    </marker>
  )
}

interface LinkProps {
  drawn: DrawnLink
  near: boolean | null
  isSelected: boolean
}

const LinkLine = memo(
  ({ drawn, near, isSelected, isStop, select }: LinkProps & { isStop: boolean; select: (id: string) => void }) => {
    const { link, direction, curve, width, says } = drawn
    const path = pathOf(curve)
    return (
      // biome-ignore lint/a11y/useSemanticElements: a button cannot be drawn along a curve
      <g
        role="button"
        className="pm-link"
        data-spot={link.id}
        data-direction={direction}
        data-near={near ?? undefined}
        tabIndex={isStop ? 0 : -1}
        aria-label={says}
        aria-pressed={isSelected}
        onClick={() => select(link.id)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          select(link.id)
        }}
      >
        <title>{says}</title>
        <path d={path} className="pm-reach" strokeWidth={Math.max(12, width + 6)} />
        <path
          d={path}
          className="pm-line"
          strokeWidth={width}
          strokeDasharray={direction === 'back' ? `${6 + width} ${3 + width * 0.4}` : undefined}
          markerEnd={`url(#pm-arrow${direction === 'back' ? '-back' : ''})`}
        />
      </g>
    )
  },
)

/**
 * A label stands on a plate of paper, so that no line runs through its digits. It is HTML: text in a drawing is shaped
 * anew at every size, which made the first frame of a zoom take a tenth of a second.
 */
const LinkLabel = memo(({ drawn, near, isSelected }: LinkProps) => {
  const { label, curve, direction, text } = drawn
  const at = label ?? (isSelected ? curve[Math.floor(curve.length / 2)] : null)
  if (!at || text === '') return null
  return (
    <span style={{ left: at.x, top: at.y }} data-direction={direction} data-near={near ?? undefined}>
      {text}
    </span>
  )
})
