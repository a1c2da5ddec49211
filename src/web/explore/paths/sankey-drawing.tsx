import { useElementSize } from '@mantine/hooks'
import { useMemo } from 'react'
import type { AnswerOf } from '../../app/ask.ts'
import { sayCount } from '../../figure/count.ts'
import { sayPercent } from '../../figure/share.ts'
import type { StepNames } from '../../variants/names.ts'
import { layOut, type SankeyNode } from './sankey-layout.ts'

type JoinedPaths = AnswerOf<'GET /api/explore/joined-paths'>

const size = { tall: 300, gap: 17, bar: 9, least: 150, name: 200 }

/** The paths as ribbons whose width is cases; what no further visit follows ends in a pale bar. */
export function SankeyDrawing({ paths, names }: { paths: JoinedPaths; names: StepNames }) {
  const room = useElementSize()
  const columns = Math.max(1, paths.places.length - 1)
  const column = Math.max(size.least, ((room.width || 900) - size.name) / columns)
  const width = column * columns + size.bar + size.name
  const drawn = useMemo(
    () =>
      layOut(paths, {
        width: width - size.name,
        column,
        tall: size.tall,
        gap: size.gap,
        bar: size.bar,
      }),
    [paths, width, column],
  )
  const nothing = paths.back ? 'began here' : 'no further step'
  const title = (name: string | null) => (name === null ? nothing : names.title(name))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys
    <figure className="ex-figure" ref={room.ref} tabIndex={0}>
      <svg width={width} height={drawn.height + 30} role="img" aria-label={sayPaths(paths, title)}>
        <g transform="translate(0 18)">
          {drawn.ribbons.map(({ from, to, cases, path }) => (
            <path
              key={`${from.place} ${from.name} ${to.name}`}
              d={path}
              className={to.name === null ? 'ex-ribbon ex-none' : 'ex-ribbon'}
              data-stage={stageOf(from, names)}
            >
              <title>{`${title(from.name)} → ${title(to.name)}: ${sayCount(cases)} cases`}</title>
            </path>
          ))}
          {drawn.nodes.map((node) => (
            <Node
              key={`${node.place} ${node.name}`}
              node={node}
              title={title(node.name)}
              of={paths.cases}
              names={names}
              room={column}
            />
          ))}
        </g>
      </svg>
    </figure>
  )
}

interface NodeProps {
  readonly node: SankeyNode
  readonly title: string
  readonly of: number
  readonly names: StepNames
  readonly room: number
}

function Node({ node, title, of, names, room }: NodeProps) {
  const share = sayPercent(of === 0 ? 0 : node.cases / of)
  // Where both do not fit, the name goes before the share, which the table says too.
  const isTight = title.length > Math.floor((room - 108) / 6.1)
  const letters = Math.floor((room - (isTight ? 52 : 108)) / 6.1)
  const shown = title.length > letters ? `${title.slice(0, Math.max(4, letters - 1))}…` : title
  return (
    <g>
      <rect
        x={node.x}
        y={node.y}
        width={size.bar}
        height={node.height}
        className={node.name === null ? 'ex-node ex-none' : 'ex-node'}
        data-stage={stageOf(node, names)}
      />
      <text x={node.x} y={node.y - 4} className="ex-name">
        <title>{`${title}: ${sayCount(node.cases)} cases, ${share}`}</title>
        {shown}{' '}
        <tspan className="ex-sure">
          {sayCount(node.cases)}
          {!isTight && ` · ${share}`}
        </tspan>
      </text>
    </g>
  )
}

function stageOf({ name }: SankeyNode, names: StepNames): string {
  return name === null ? 'none' : (names.stage(name) ?? 'none')
}

function sayPaths({ places, back, cases }: JoinedPaths, title: (name: string | null) => string): string {
  const [, next = []] = places
  const first = next.slice(0, 3).map(({ name, cases }) => `${title(name)} ${sayCount(cases)}`)
  return `Paths ${back ? 'before' : 'after'} ${title(places[0]?.[0]?.name ?? null)}, ${sayCount(cases)} cases: ${first.join(', ')}`
}
