import { useMemo } from 'react'
import { sayCount, sayMany, sayShortCount } from '../../figure/count.ts'
import { sayPercent } from '../../figure/share.ts'
import type { DrawingProps } from '../cells/drawings.tsx'
import { flowInput } from '../model.ts'
import { flowShape } from './ribbon.ts'
import type { FlowShape } from './shape.ts'
import { barWidth } from './sizes.ts'

/** The ribbon over all columns; a printed sheet shows its part of it. */
export function FlowDrawing({ model, columns, width }: DrawingProps) {
  const shape = useMemo(() => flowShape(flowInput(model, width)), [model, width])
  const stageOf = (index: number) => `var(--${model.columns[index]?.stage ?? 'no-stage'})`
  const sayDropped = (index: number) => {
    const { figures } = model
    const share = figures.state === 'known' ? figures.of(model.columns[index]?.step.id ?? '')?.dropped.share : null
    return share == null ? '' : sayPercent(share)
  }
  const left = (columns[0]?.index ?? 0) * width
  if (model.figures.state === 'loading') return <span className="flow-waits skeleton" />
  if (shape.bars.every((bar) => bar.cases === 0)) return null
  return (
    <svg
      className="flow"
      width={columns.length * width}
      height={shape.height}
      viewBox={`${left} 0 ${columns.length * width} ${shape.height}`}
      role="presentation"
    >
      {shape.skips.map((way) => (
        <path key={`${way.from}-${way.to}`} d={way.path} fill={stageOf(way.from)} className="flow-skip">
          <title>{`${sayCount(way.cases)} cases pass from step ${way.from + 1} to step ${way.to + 1}`}</title>
        </path>
      ))}
      {shape.ribbons.map((way) => (
        <path key={way.from} d={way.path} fill={stageOf(way.from)} className="flow-ribbon" />
      ))}
      {shape.falls.map(({ index, path }) => path && <path key={index} d={path} className="flow-fall" />)}
      <Arches shape={shape} />
      {shape.bars.map((bar) => (
        <g key={bar.index}>
          <rect x={bar.x} y={bar.y} width={barWidth} height={bar.height} rx="2.5" fill={stageOf(bar.index)} />
          <text x={bar.x + barWidth + 4} y={shape.countsY} className="flow-count">
            {bar.cases === 0 ? '' : bar.cases >= 1_000_000 ? sayShortCount(bar.cases) : sayCount(bar.cases)}
          </text>
        </g>
      ))}
      {shape.falls.map((fall) => (
        <text key={fall.index} x={fall.index * width + 8 + barWidth} y={shape.fallsY + 12} className="flow-lost">
          −{sayCount(fall.cases)} <tspan className="flow-faint">{sayDropped(fall.index)}</tspan>
        </text>
      ))}
    </svg>
  )
}

/** Nothing is silent: transitions too small to draw are counted. */
export function FlowNote({ model, width }: Pick<DrawingProps, 'model' | 'width'>) {
  const { undrawn } = useMemo(() => flowShape(flowInput(model, width)), [model, width])
  if (undrawn.ways === 0) return null
  return (
    <small className="lane-note">
      {sayMany(undrawn.ways, 'transition')} of {sayCount(undrawn.most)} cases or fewer not drawn
    </small>
  )
}

function Arches({ shape }: { shape: FlowShape }) {
  return (
    <g className="flow-arches">
      {shape.arches.map((arch) => (
        <g key={`${arch.from}-${arch.to}`}>
          <path d={arch.path} markerEnd="url(#flow-back)" />
        </g>
      ))}
      {shape.arches.map((arch) => (
        <text key={`${arch.from}-${arch.to}`} x={arch.label.x} y={arch.label.y + 4} textAnchor="middle">
          ↺ {arch.cases < 100_000 ? sayCount(arch.cases) : sayShortCount(arch.cases)}
        </text>
      ))}
      <defs>
        <marker id="flow-back" viewBox="0 0 8 8" refX="4" refY="6.5" markerWidth="7" markerHeight="7" orient="0">
          <path d="M1 2l3 4.5L7 2" className="flow-arrow" />
        </marker>
      </defs>
    </g>
  )
}
