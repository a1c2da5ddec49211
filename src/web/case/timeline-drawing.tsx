import { type Layout, levels, type Mark, noteLevels } from './timeline-layout.ts'

const labelTop = 16
const labelStep = 21
const noteStep = 34

interface DrawingProps {
  layout: Layout
  width: number
  chosen: number | null
  open: (mark: Mark) => void
  /** how an event's mark looks */
  look: (event: number) => { stage: string; actor: string }
  says: string
}

/** Only the levels that hold something take height. */
function heights({ marks, holds, notes, ticks }: Layout) {
  const up = Math.max(0, ...marks.map(({ label }) => (label ? label.level + 1 : 0)))
  const down = Math.max(0, ...notes.map(({ place }) => (place ? place.level + 1 : 0)))
  const line = labelTop + Math.min(up, levels) * labelStep + 12
  const bars = line + 36
  const words = bars + (holds.length > 0 ? 34 : 0)
  const axis = words + Math.min(down, noteLevels) * noteStep + (ticks.length > 0 ? 16 : 0)
  return { line, bars, words, axis, all: axis + 8 }
}

export function Drawing({ layout, width, chosen, open, look, says }: DrawingProps) {
  const y = heights(layout)
  return (
    <svg className="timeline-svg" width={width} height={y.all} role="img" aria-label={says}>
      {layout.ticks.map(({ at, x, says: text }) => (
        <g key={at}>
          <line className="tick" x1={x} x2={x} y1={y.line + 12} y2={y.axis - 12} />
          <text className="tick-text" x={x} y={y.axis} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {layout.late.map(({ x, width: wide, says: text, event }) => (
        <g key={event}>
          {!text && <title>Past the promise</title>}
          <rect className="late" x={x} y={y.line - 13} width={Math.max(2, wide)} height={44} rx={6} />
          {text && (
            <text className="late-text" x={x + 6} y={y.line + 25}>
              {text}
            </text>
          )}
        </g>
      ))}
      <line className="time-line" x1={layout.line.from} x2={layout.line.to} y1={y.line} y2={y.line} />
      <Holds layout={layout} top={y.bars} />
      <Notes layout={layout} top={y.words} />
      {layout.marks.map((mark) => (
        <Dot key={mark.members[0]} mark={mark} y={y.line} chosen={chosen} open={open} look={look} />
      ))}
    </svg>
  )
}

function Dot({
  mark,
  y,
  chosen,
  open,
  look,
}: Pick<DrawingProps, 'chosen' | 'open' | 'look'> & { mark: Mark; y: number }) {
  const { x, members, label, says } = mark
  const { stage, actor } = look(members[0] ?? 0)
  const many = members.length > 1
  const textY = label ? y - 18 - label.level * labelStep : 0
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the table below has every event, and the keys zoom
    <g
      className="mark"
      data-stage={stage}
      data-chosen={(chosen !== null && members.includes(chosen)) || undefined}
      onClick={() => open(mark)}
    >
      <title>{says || `${members.length} events: press to come nearer`}</title>
      {label && <line className="lead" x1={x} x2={x} y1={textY + 5} y2={y - 8} />}
      {many ? (
        <>
          <rect className="bunch" x={x - 11} y={y - 9} width={22} height={18} rx={9} />
          <text className="bunch-text" x={x} y={y + 3.5} textAnchor="middle">
            {members.length > 99 ? '99+' : members.length}
          </text>
        </>
      ) : (
        <circle className={actor === 'customer' ? 'dot' : 'dot hollow'} cx={x} cy={y} r={6.5} />
      )}
      {label && (
        <text className="label" x={label.left} y={textY}>
          {says}
        </text>
      )}
    </g>
  )
}

function Holds({ layout: { holds }, top }: { layout: Layout; top: number }) {
  return holds.map(({ from, x, width, who, partner, says }) => (
    <g key={from}>
      <title>{partner ? `${who} (partner)` : who}</title>
      <rect className={partner ? 'hold hold-partner' : 'hold'} x={x} y={top} width={width} height={22} rx={6} />
      {says && (
        <text className="hold-text" x={x + 8} y={top + 15}>
          {says}
        </text>
      )}
    </g>
  ))
}

function Notes({ layout: { notes }, top }: { layout: Layout; top: number }) {
  return notes.map(({ event, x, says, width, place }) => {
    if (!place) return null
    const y = top + place.level * noteStep
    // the tongue stands at the moment, wherever the words found room
    const tongue = Math.min(Math.max(x, place.left + 4), place.left + width - 16)
    return (
      <g key={event}>
        <path
          className="note"
          d={`M${x} ${y - 4} L${tongue + 10} ${y + 6} H${place.left + width} V${y + 28} H${place.left} V${y + 6} H${tongue} Z`}
        />
        <text className="note-text" x={place.left + 7} y={y + 21}>
          {says}
        </text>
      </g>
    )
  })
}
