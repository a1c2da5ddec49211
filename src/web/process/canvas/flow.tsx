import '@xyflow/react/dist/base.css'
import { useElementSize, useReducedMotion } from '@mantine/hooks'
import { ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal } from '@xyflow/react'
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { usePrinting } from '../../app/use-printing.ts'
import type { Kept } from '../graph/keep.ts'
import type { LaidOut } from '../layout/use-scene.ts'
import type { Names } from '../words.ts'
import { homeView, wholeView } from './home.ts'
import { Legend } from './legend.tsx'
import { LinkLayer } from './link-layer.tsx'
import { PlaceNode, type PlaceNodeType } from './place-node.tsx'
import { useSpot } from './use-spot.ts'
import { type DrawnLink, extentOf } from './view.ts'
import { Zoom } from './zoom.tsx'

export interface FlowProps {
  scene: LaidOut
  kept: Kept
  links: readonly DrawnLink[]
  names: Names
  selected: string | null
  select: (id: string | null) => void
  /** what is drawn over the picture: the replay */
  children?: ReactNode
}

const nodeTypes = { place: PlaceNode }

export function Flow(props: FlowProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas({ scene, kept, links, names, selected, select, children }: FlowProps) {
  const { ref: box, width, height } = useElementSize()
  const { ref, stop, onKeyDown, onFocus } = useSpot({ scene, links, select })
  const home = useHome(scene, width, height)
  const pick = useCallback((id: string) => select(id), [select])
  const nodes = useMemo(
    () => toNodes({ scene, kept, links, names, selected, stop, select: pick }),
    [scene, kept, links, names, selected, stop, pick],
  )
  return (
    <div className="pm-canvas">
      <div ref={box} className="pm-picture">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the steps and links inside have the roles; keys bubble up from them */}
        <div ref={ref} className="pm-keys" onKeyDown={onKeyDown} onFocus={onFocus}>
          <ReactFlow
            aria-label="Process map. Arrow keys move along the links, Enter selects, Escape lets go."
            nodes={nodes}
            edges={noEdges}
            nodeTypes={nodeTypes}
            onMoveStart={(event) => {
              if (event) home.moved()
              ref.current?.setAttribute('data-moving', '')
            }}
            onMove={(_, { zoom }) => ref.current?.toggleAttribute('data-small', zoom < legible)}
            onMoveEnd={() => ref.current?.removeAttribute('data-moving')}
            onPaneClick={() => select(null)}
            minZoom={0.05}
            maxZoom={2.5}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            zoomOnDoubleClick={false}
            disableKeyboardA11y
            attributionPosition="top-right"
          >
            <ViewportPortal>
              <LinkLayer links={links} selected={selected} stop={stop} select={pick} />
            </ViewportPortal>
            {children}
          </ReactFlow>
        </div>
      </div>
      <div className="pm-foot">
        <Legend links={links} cases={scene.choice.graph.cases} />
        <Zoom whole={home.whole} />
      </div>
    </div>
  )
}

const noEdges: never[] = []
/** Below this size labels are specks, and cost more to draw than all else. */
const legible = 0.36

type NodeParts = Omit<FlowProps, 'children' | 'select'> & { stop: string; select: (id: string) => void }

function toNodes({ scene, kept, links, names, selected, stop, select }: NodeParts): PlaceNodeType[] {
  const near = new Set<string>()
  for (const { link } of links) {
    if (selected !== link.id && selected !== link.from && selected !== link.to) continue
    near.add(link.from).add(link.to)
  }
  return [...scene.boxes].flatMap(([id, box]) => {
    const place = scene.choice.graph.places.get(id)
    if (!place || (place.kind === 'step' && !kept.steps.has(id))) return []
    const data = {
      place,
      title: names.title(id),
      stage: names.stage(id),
      isSelected: id === selected,
      isFar: selected !== null && id !== selected && !near.has(id),
      isStop: id === stop,
      select,
    }
    const { x, y, width, height } = box
    return [{ id, type: 'place', position: { x, y }, width, height, measured: { width, height }, data }]
  })
}

/** What process.css gives the picture on an A3 sheet, landscape. */
const paper = { width: 1490, height: 800 }

/** The picture goes home by itself until someone moves it. */
function useHome(scene: LaidOut, width: number, height: number) {
  const { setViewport, getViewport } = useReactFlow()
  const isPrinting = usePrinting()
  const isStill = useReducedMotion()
  const isMoved = useRef(false)
  const isFirst = useRef(true)
  const around = useMemo(() => [extentOf(scene)], [scene])
  // On paper nothing can be moved: all of it is shown, and afterwards what was on the screen.
  useLayoutEffect(() => {
    if (!isPrinting) return
    const before = getViewport()
    void setViewport(wholeView(around, paper), { duration: 0 })
    return () => void setViewport(before, { duration: 0 })
  }, [isPrinting, around, setViewport, getViewport])
  useEffect(() => {
    if (isMoved.current || isPrinting || width === 0) return
    void setViewport(homeView(around, { width, height }), { duration: isStill || isFirst.current ? 0 : 180 })
    isFirst.current = false
  }, [around, width, height, setViewport, isStill, isPrinting])
  const whole = useCallback(() => {
    isMoved.current = false
    void setViewport(wholeView(around, { width, height }), { duration: isStill ? 0 : 180 })
  }, [around, width, height, setViewport, isStill])
  const moved = useCallback(() => {
    isMoved.current = true
  }, [])
  return { whole, moved }
}
