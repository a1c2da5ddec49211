import { useFilters } from '../../app/filters.ts'
import type { MapModel } from '../model.ts'
import type { OverlayId } from './ids.ts'
import type { Overlay, OverlayShown } from './overlay.tsx'
import { overlays } from './registry.ts'

/** The overlay of this name; the usual one where the address names one that there is not. */
export function overlayOf(id: OverlayId | undefined): Overlay {
  return overlays.find((one) => one.id === id) ?? overlays[0]
}

/** Each overlay's hook is called at every render, in the one order the registry has; only the chosen one asks. */
export function useOverlay(id: string, chosen: Overlay, model: MapModel): OverlayShown {
  const { query } = useFilters()
  const all = overlays.map((one) => {
    // biome-ignore lint/correctness/useHookAtTopLevel: the registry is a constant, so the order of hooks never changes
    const answer = one.useShown({ id, query, enabled: one === chosen }, model)
    return { one, answer }
  })
  const [usual] = all
  const found = all.find(({ one }) => one === chosen) ?? usual
  if (!found) throw new Error('The registry of overlays is empty.')
  return found.answer
}
