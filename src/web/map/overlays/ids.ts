/** What the map's Measure lens can lay over its steps; the address says which, promises where it says none. */
export const overlayIds = ['promises', 'conformance', 'friction', 'forecast'] as const
export type OverlayId = (typeof overlayIds)[number]
export const usualOverlay: OverlayId = 'promises'
