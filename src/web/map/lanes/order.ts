import { type OverlayId, overlayIds, usualOverlay } from '../overlays/ids.ts'
import { type AnyLaneId, type LaneId, laneIds, lensLanes } from './lane.ts'

/** Whose lanes are kept together: a lens, or an overlay of the Measure lens other than the usual one. */
export type LaneSet = 'measure' | 'draw' | `measure-${OverlayId}`

/** What a person has changed about the lanes of one set; what they never touched follows the lens. */
export interface LaneChanges {
  readonly order?: readonly AnyLaneId[]
  readonly folded?: Partial<Readonly<Record<AnyLaneId, boolean>>>
}
export type KeptLanes = Partial<Readonly<Record<LaneSet, LaneChanges>>>

export interface PlacedLane {
  readonly id: AnyLaneId
  readonly folded: boolean
}

/** Lanes of the lens come first and the others fold, as does a lane that no step fills, unless a person said otherwise. */
export function arrange(
  own: readonly AnyLaneId[],
  changes: LaneChanges,
  isFilled: (lane: AnyLaneId) => boolean,
): readonly PlacedLane[] {
  return complete(changes.order ?? [], own).map((id) => ({
    id,
    folded: changes.folded?.[id] ?? (!own.includes(id) || !isFilled(id)),
  }))
}

/** The kept order with every lane it does not know put in at the end; a lane of an overlay that is gone is left out. */
function complete(order: readonly AnyLaneId[], own: readonly AnyLaneId[]): readonly AnyLaneId[] {
  const usual = [...own, ...laneIds.filter((id) => !own.includes(id))]
  return [...new Set([...order.filter((id) => usual.includes(id)), ...usual])]
}

/** The overlay's lanes stand under the flow; those it replaces leave the lens, and so fold. */
export function overlaidLanes(brought: readonly AnyLaneId[], replaced: readonly LaneId[]): readonly AnyLaneId[] {
  const [flow, ...rest] = lensLanes.measure
  return [flow, ...brought, ...rest.filter((id) => !replaced.includes(id))]
}

/** The usual overlay is the lens itself. */
export function laneSetOf(overlay: OverlayId): LaneSet {
  return overlay === usualOverlay ? 'measure' : `measure-${overlay}`
}

/** A lane moved by so many places, no further than the ends. */
export function moveLane(order: readonly AnyLaneId[], lane: AnyLaneId, by: number): readonly AnyLaneId[] {
  return putLane(order, lane, order.indexOf(lane) + by)
}

export function putLane(order: readonly AnyLaneId[], lane: AnyLaneId, place: number): readonly AnyLaneId[] {
  const rest = order.filter((id) => id !== lane)
  const at = Math.max(0, Math.min(rest.length, place))
  return [...rest.slice(0, at), lane, ...rest.slice(at)]
}

const laneSets: readonly LaneSet[] = ['draw', ...overlayIds.map(laneSetOf)]

/** Settings come back as whatever was once stored; what this version does not know is left out. */
export function readKept(value: unknown): KeptLanes {
  if (!isRecord(value)) return {}
  const kept: { -readonly [S in LaneSet]?: LaneChanges } = {}
  for (const set of laneSets) {
    const changes = value[set]
    if (!isRecord(changes)) continue
    const order = Array.isArray(changes['order']) ? changes['order'].filter(isLaneId) : []
    kept[set] = { ...(order.length > 0 && { order }), folded: readFolds(changes['folded']) }
  }
  return kept
}

function readFolds(value: unknown): Partial<Record<AnyLaneId, boolean>> {
  const folds: Partial<Record<AnyLaneId, boolean>> = {}
  if (!isRecord(value)) return folds
  for (const [id, folded] of Object.entries(value)) {
    if (isLaneId(id) && typeof folded === 'boolean') folds[id] = folded
  }
  return folds
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isLaneId(value: unknown): value is AnyLaneId {
  return laneIds.some((id) => id === value) || (typeof value === 'string' && value.startsWith('show-'))
}
