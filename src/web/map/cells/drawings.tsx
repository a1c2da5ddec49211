import { sayDuration } from '../../figure/duration.ts'
import type { Column } from '../columns.ts'
import { handOffs, type Run, runsOf } from '../lanes/runs.ts'
import type { MapModel } from '../model.ts'
import { sayValence, systemsOf } from './document.tsx'

/** What a lane draws over its cells. The columns are those in view: all of them, or those of a printed sheet. */
export interface DrawingProps {
  readonly model: MapModel
  readonly columns: readonly Column[]
  readonly width: number
}

/** Assumed values are few and whole: the lane is as low as five levels and a figure above and below them need. */
const emotionHeight = 74
const yOf = (valence: number) => 37 - Math.max(-2, Math.min(2, valence)) * 9.5

/** The curve as the workshop assumed it: dashed, with a gap where nobody said anything. */
export function EmotionDrawing({ columns, width }: DrawingProps) {
  const points = columns.map(({ step }, i) => (step.feels ? { x: (i + 0.5) * width, v: step.feels.valence } : null))
  const lines = points.flatMap((point, i) => {
    const next = points[i + 1]
    return point && next ? [{ ...point, to: next }] : []
  })
  return (
    <svg width={columns.length * width} height={emotionHeight} role="presentation">
      <line x1="0" x2={columns.length * width} y1={yOf(0)} y2={yOf(0)} className="emotion-zero" />
      {lines.map(({ x, v, to }) => (
        <line key={x} x1={x} y1={yOf(v)} x2={to.x} y2={yOf(to.v)} className="emotion-assumed" />
      ))}
      {points.map(
        (point) =>
          point && (
            <g key={point.x} className={point.v < 0 ? 'emotion-low' : 'emotion-high'}>
              <circle cx={point.x} cy={yOf(point.v)} r="4" />
              <text x={point.x} y={yOf(point.v) + (point.v < 0 ? 15 : -7.5)} textAnchor="middle">
                {sayValence(point.v)}
              </text>
            </g>
          ),
      )}
    </svg>
  )
}

function Bars({ runs, tone }: { runs: readonly Run[]; tone: (run: Run) => number | null }) {
  return runs.map((run) => {
    const hue = tone(run)
    return (
      <span
        key={run.from}
        className="run"
        data-hue={hue === null ? undefined : ''}
        style={{ gridColumn: `${run.from + 1} / ${run.to + 2}`, ...(hue !== null && { '--hue': `${hue}deg` }) }}
        title={run.says}
      >
        <span className="run-name">{run.says}</span>
      </span>
    )
  })
}

export function ChannelDrawing({ columns }: DrawingProps) {
  return <Bars runs={runsOf(columns.map(({ step }) => step.channel ?? null))} tone={() => null} />
}

export function SystemDrawing({ model, columns }: DrawingProps) {
  return <Bars runs={runsOf(columns.map((column) => systemsOf(model, column)))} tone={() => null} />
}

/** Each team keeps its hue wherever it comes back; between two teams a mark says how long the work lay between them. */
export function TeamDrawing({ model, columns }: DrawingProps) {
  const runs = runsOf(columns.map(({ step }) => (step.team === undefined ? null : model.nameOf(step.team))))
  const teams = [...new Set(model.columns.map(({ step }) => step.team).filter((team) => team !== undefined))]
  const hueOf = new Map(teams.map((team, i) => [model.nameOf(team), Math.round((i * 360) / teams.length + 255) % 360]))
  return (
    <>
      <Bars runs={runs} tone={(run) => hueOf.get(run.says) ?? 0} />
      {handOffs(runs).map(({ at, from, to }) => {
        const p50 = handOffTime(model, columns[at - 1], columns[at])
        return (
          <span key={at} className="hand-off" style={{ gridColumn: at + 1 }} title={`${from} hands over to ${to}`}>
            <small>{p50 !== null && sayDuration(p50)}</small>
            <svg width="15" height="15" viewBox="0 0 15 15" role="presentation">
              <circle cx="7.5" cy="7.5" r="6.5" />
              <path d="M4.2 7.5h6M7.7 4.9l2.7 2.6-2.7 2.6" />
            </svg>
          </span>
        )
      })}
    </>
  )
}

function handOffTime({ figures }: MapModel, from: Column | undefined, to: Column | undefined): number | null {
  if (figures.state !== 'known' || !from || !to) return null
  const way = figures.measure.transitions.find((one) => one.from === from.step.id && one.to === to.step.id)
  return way?.p50 ?? null
}
