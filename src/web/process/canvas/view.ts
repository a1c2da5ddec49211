import type { Kept } from '../graph/keep.ts'
import type { Link } from '../graph/model.ts'
import { type Direction, directionOf } from '../graph/order.ts'
import type { Curve, Point } from '../layout/curve.ts'
import type { Box } from '../layout/elk-graph.ts'
import { labelBox, placeLabels } from '../layout/labels.ts'
import { across } from '../layout/scene.ts'
import type { LaidOut } from '../layout/use-scene.ts'
import type { Measure } from '../search.ts'
import { type Names, sayLabel, sayLink } from '../words.ts'
import { boundsOf } from './home.ts'

/** A link as it is drawn. */
export interface DrawnLink {
  readonly link: Link
  readonly direction: Direction
  readonly curve: Curve
  readonly width: number
  readonly text: string
  /** where its label finds room; null: it is said when the link is pointed at or selected */
  readonly label: Point | null
  readonly says: string
}

export interface Looks {
  readonly order: ReadonlyMap<string, number>
  readonly names: Names
  readonly measure: Measure
}

/** What is kept, on the scene that is there. Weak links first, so that the busy ones are drawn over them. */
export function drawLinks(kept: Kept, scene: LaidOut, looks: Looks): readonly DrawnLink[] {
  const { order, names, measure } = looks
  const drawn = kept.links
    .filter((link) => scene.boxes.has(link.from) && scene.boxes.has(link.to))
    .sort((a, b) => b.cases - a.cases)
    .map((link) => {
      const direction = directionOf(link, order)
      return {
        id: link.id,
        link,
        direction,
        curve: curveOf(link, direction, scene),
        width: widthOf(link.cases, scene.choice.graph.cases),
        text: sayLabel(link, direction, measure),
        says: sayLink(link, direction, names),
      }
    })
  const labels = placeLabels(
    drawn.filter((one) => one.text !== '').map((one) => ({ ...one, ...besideOf(one) })),
    scene.boxes.values(),
  )
  return drawn.map((one) => ({ ...one, label: labels.get(one.id) ?? null })).reverse()
}

/** The label of a repeat may stand over its ear, ending where its step begins. */
function besideOf({ direction, curve, text }: Pick<DrawnLink, 'direction' | 'curve' | 'text'>): { beside?: Point } {
  const [first, last] = [curve[0], curve.at(-1)]
  if (direction !== 'self' || !first || !last) return {}
  const { width } = labelBox(first, text)
  return { beside: { x: first.x - width / 2 - 1, y: (first.y + last.y) / 2 } }
}

/** A link keeps its curve as long as the scene stands: what is drawn from it need not be drawn again. */
function curveOf(link: Link, direction: Direction, scene: LaidOut): Curve {
  const known = scene.curves.get(link.id) ?? scene.across.get(link.id)
  if (known) return known
  const curve = across(link, direction, scene.boxes)
  scene.across.set(link.id, curve)
  return curve
}

/** Width is people, to scale: all cases are 14 px, and the fewest still a line. */
export function widthOf(cases: number, all: number): number {
  return 1.2 + 12.8 * Math.min(1, all === 0 ? 0 : cases / all)
}

/** All that is drawn: boxes, and the curves that reach beyond them. */
export function extentOf({ boxes, curves }: LaidOut): Box {
  const points = [...curves.values()].flat().map(({ x, y }) => ({ x, y, width: 0, height: 0 }))
  return boundsOf([...boxes.values(), ...points])
}
