import type { Place } from '../graph/model.ts'

const [narrow, wide] = [156, 216]
const perCharacter = 8.3
const padding = 30

/** A box as wide as its title up to a limit, then two lines; what is longer still is cut off and said in full on focus. */
export function sizeOf(place: Place, title: string): { readonly width: number; readonly height: number } {
  if (place.kind !== 'step') return { width: 128, height: 30 }
  const line = title.length * perCharacter + padding
  return { width: Math.round(Math.max(narrow, Math.min(wide, line))), height: line > wide ? 66 : 48 }
}
