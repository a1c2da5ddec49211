import type { MapDocument } from '../../map/index.ts'

/**
 * Whether a journey's events are made up: as its map says; not where the map takes only the events of imported files; else
 * undefined, and the store's word counts.
 */
export function simulatedOf(map: Pick<MapDocument, 'simulated' | 'case'> | undefined): boolean | undefined {
  if (map?.simulated) return true
  return map?.case?.from === undefined ? undefined : false
}
