import type { LaneLens } from '../lens.ts'
import { type LaneId, laneIds, lensLanes } from './lane.ts'

/** What a person has changed about the lanes of one lens; what they never touched follows the lens. */
export interface LaneChanges {
  readonly order?: readonly LaneId[]
  readonly folded?: Partial<Readonly<Record<LaneId, boolean>>>
}
export type KeptLanes = Partial<Readonly<Record<LaneLens, LaneChanges>>>

export interface PlacedLane {
  readonly id: LaneId
  readonly folded: boolean
}

/** Lanes of the lens come first and the others fold, as does a lane that no step fills, unless a person said otherwise. */
export function arrange(
  lens: LaneLens,
  changes: LaneChanges,
  isFilled: (lane: LaneId) => boolean,
): readonly PlacedLane[] {
  const own: readonly LaneId[] = lensLanes[lens]
  return complete(changes.order ?? [], lens).map((id) => ({
    id,
    folded: changes.folded?.[id] ?? (!own.includes(id) || !isFilled(id)),
  }))
}

/** The kept order with every lane it does not know put in where the lens has it, at the end. */
function complete(order: readonly LaneId[], lens: LaneLens): readonly LaneId[] {
  const own: readonly LaneId[] = lensLanes[lens]
  const usual = [...own, ...laneIds.filter((id) => !own.includes(id))]
  return [...new Set([...order, ...usual])]
}

/** A lane moved by so many places, no further than the ends. */
export function moveLane(order: readonly LaneId[], lane: LaneId, by: number): readonly LaneId[] {
  return putLane(order, lane, order.indexOf(lane) + by)
}

export function putLane(order: readonly LaneId[], lane: LaneId, place: number): readonly LaneId[] {
  const rest = order.filter((id) => id !== lane)
  const at = Math.max(0, Math.min(rest.length, place))
  return [...rest.slice(0, at), lane, ...rest.slice(at)]
}

/** Settings come back as whatever was once stored; what this version does not know is left out. */
export function readKept(value: unknown): KeptLanes {
  if (!isRecord(value)) return {}
  const kept: { -readonly [L in LaneLens]?: LaneChanges } = {}
  for (const lens of ['measure', 'draw'] as const) {
    const changes = value[lens]
    if (!isRecord(changes)) continue
    const order = Array.isArray(changes['order']) ? changes['order'].filter(isLaneId) : []
    kept[lens] = { ...(order.length > 0 && { order }), folded: readFolds(changes['folded']) }
  }
  return kept
}

function readFolds(value: unknown): Partial<Record<LaneId, boolean>> {
  const folds: Partial<Record<LaneId, boolean>> = {}
  if (!isRecord(value)) return folds
  for (const [id, folded] of Object.entries(value)) {
    if (isLaneId(id) && typeof folded === 'boolean') folds[id] = folded
  }
  return folds
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isLaneId(value: unknown): value is LaneId {
  return laneIds.some((id) => id === value)
}
