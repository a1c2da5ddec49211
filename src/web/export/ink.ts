/** A colour as any program that draws SVG reads it: mixed colours of the page are computed to forms that few know. */
export interface Ink {
  readonly colour: string
  /** 0..1 */
  readonly opacity: number
}

const known = new Map<string, Ink | null>()
let dot: CanvasRenderingContext2D | null = null

/** null: nothing would be seen of it. The browser itself says what the colour is: one dot is painted with it and read. */
export function inkOf(colour: string): Ink | null {
  const before = known.get(colour)
  if (before !== undefined) return before
  dot ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!dot) throw new Error('This browser paints no pictures.')
  dot.clearRect(0, 0, 1, 1)
  dot.fillStyle = colour
  dot.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0, alpha = 0] = dot.getImageData(0, 0, 1, 1).data
  const ink = alpha === 0 ? null : { colour: `rgb(${r},${g},${b})`, opacity: Math.round((alpha / 255) * 1000) / 1000 }
  known.set(colour, ink)
  return ink
}
