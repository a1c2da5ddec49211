import { conformance } from './conformance.tsx'
import { forecast } from './forecast.tsx'
import { friction } from './friction.tsx'
import type { Overlay } from './overlay.tsx'
import { promises } from './promises.tsx'

/** The overlays that there are, in the order of the switch; the first is the usual one. */
export const overlays: readonly [Overlay, ...Overlay[]] = [promises, conformance, friction, forecast]
