import type { Place } from '../graph/model.ts'

const [narrow, wide] = [156, 232]
const padding = 34

/** A box as wide as its title up to a limit, then two lines; what is longer still is cut off and said in full on focus. */
export function sizeOf(place: Place, title: string): { readonly width: number; readonly height: number } {
  if (place.kind !== 'step') return { width: 172, height: 30 }
  const line = lengthOf(title) + padding
  const word = Math.max(...title.split(/\s+/).map(lengthOf)) + padding
  const isOne = line <= wide
  return {
    width: Math.round(Math.max(narrow, Math.min(wide, isOne ? line : Math.max(word, 200)))),
    height: isOne ? 48 : 66,
  }
}

/** How long a title is in 14.5 px semibold Inter, a little on the safe side; nothing is measured before it is drawn. */
export function lengthOf(text: string): number {
  let length = 0
  for (const letter of text) length += widthOf(letter)
  return length
}

function widthOf(letter: string): number {
  if (/[ .,:;'|!iIjl]/.test(letter)) return 4.6
  if (/[ftr()/-]/.test(letter)) return 6
  if (/[mwMW@%]/.test(letter)) return 13.2
  return /[a-z]/.test(letter) ? 8.7 : 10.2
}
