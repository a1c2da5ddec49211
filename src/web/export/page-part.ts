import { inkOf } from './ink.ts'
import { drawingOf, framed } from './picture.ts'

/**
 * A part of the page as an SVG of its own: boxes with their ground and edges, drawings as they are, every line of text where it
 * stands. It is real SVG and no page within one, so that it opens wherever pictures are drawn. Measured while nothing is
 * scrolled, or what sticks to an edge would lie over the rest. What only a screen can do (`data-screen-only`) is left out.
 */
export function pageAsSvg(part: HTMLElement, scroller: HTMLElement = part): string {
  const { scrollLeft, scrollTop } = scroller
  scroller.scrollTo({ left: 0, top: 0, behavior: 'instant' })
  try {
    const { left, top } = part.getBoundingClientRect()
    const drawn: string[] = []
    draw(part, { left, top, opacity: 1, drawn })
    return framed(drawn.join(''), part.scrollWidth, part.scrollHeight)
  } finally {
    scroller.scrollTo({ left: scrollLeft, top: scrollTop, behavior: 'instant' })
  }
}

interface Sheet {
  /** where the part begins on the screen */
  readonly left: number
  readonly top: number
  /** what the boxes around leave of it */
  readonly opacity: number
  readonly drawn: string[]
}

function draw(element: Element, sheet: Sheet): void {
  const style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  if (!isSeen(style, box) || element.matches('[data-screen-only]')) return
  const opacity = sheet.opacity * Number(style.opacity)
  if (element instanceof SVGSVGElement) {
    sheet.drawn.push(drawingOf(element, { x: box.left - sheet.left, y: box.top - sheet.top, opacity }))
    return
  }
  const inside = { ...sheet, opacity }
  drawBox(style, box, inside)
  const drawn: string[] = []
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(child, { ...inside, drawn })
    else if (child instanceof Text) drawText(child, style, { ...inside, drawn })
  }
  sheet.drawn.push(style.overflow === 'hidden' ? clipped(drawn.join(''), box, sheet) : drawn.join(''))
}

/** What is for ears alone is clipped to nothing. */
function isSeen(style: CSSStyleDeclaration, { width, height }: DOMRect): boolean {
  if (style.display === 'contents') return true
  if (style.display === 'none' || style.visibility !== 'visible' || style.opacity === '0') return false
  return width > 0 && height > 0 && !style.clipPath.startsWith('inset(50%')
}

function clipped(inside: string, { left, top, width, height }: DOMRect, sheet: Sheet): string {
  if (inside === '') return ''
  const [x, y] = [round(left - sheet.left), round(top - sheet.top)]
  return `<svg x="${x}" y="${y}" width="${round(width)}" height="${round(height)}" viewBox="${x} ${y} ${round(width)} ${round(height)}">${inside}</svg>`
}

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const

function drawBox(style: CSSStyleDeclaration, box: DOMRect, { left, top, opacity, drawn }: Sheet): void {
  const place = { x: box.left - left, y: box.top - top, width: box.width, height: box.height }
  const ground = inkOf(style.backgroundColor)
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, box.height / 2)
  const edges = sides.map((side) => {
    const width = style[`border${side}Style`] === 'none' ? 0 : Number.parseFloat(style[`border${side}Width`])
    return { side, width, ink: width > 0 ? inkOf(style[`border${side}Color`]) : null }
  })
  const [first] = edges
  const isFrame = first?.ink != null && edges.every((edge) => edge.width === first.width && edge.ink === first.ink)
  if (ground || isFrame) {
    const half = isFrame ? first.width / 2 : 0
    const fill = ground ? paint('fill', ground.colour, ground.opacity * opacity) : ' fill="none"'
    const stroke =
      isFrame && first.ink
        ? `${paint('stroke', first.ink.colour, first.ink.opacity * opacity)} stroke-width="${first.width}"`
        : ''
    drawn.push(
      `<rect x="${round(place.x + half)}" y="${round(place.y + half)}" width="${round(place.width - 2 * half)}" height="${round(place.height - 2 * half)}"${radius > 0 ? ` rx="${round(radius)}"` : ''}${fill}${stroke}/>`,
    )
  }
  if (isFrame) return
  for (const { side, width, ink } of edges) {
    if (!ink) continue
    const x = side === 'Right' ? place.x + place.width - width : place.x
    const y = side === 'Bottom' ? place.y + place.height - width : place.y
    const isUpright = side === 'Left' || side === 'Right'
    drawn.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(isUpright ? width : place.width)}" height="${round(isUpright ? place.height : width)}"${paint('fill', ink.colour, ink.opacity * opacity)}/>`,
    )
  }
}

function paint(what: 'fill' | 'stroke', colour: string, opacity: number): string {
  return ` ${what}="${colour}"${opacity < 1 ? ` ${what}-opacity="${round(opacity)}"` : ''}`
}

/** A line of text as the page broke it. */
interface Line {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly text: string
}

function drawText(node: Text, style: CSSStyleDeclaration, { left, top, opacity, drawn }: Sheet): void {
  const ink = inkOf(style.color)
  if (!ink || node.data.trim() === '') return
  const rise = riseOf(style)
  const spacing = style.letterSpacing === 'normal' ? '' : ` letter-spacing="${style.letterSpacing}"`
  const slant = style.fontStyle === 'normal' ? '' : ` font-style="${style.fontStyle}"`
  const font = `font-family="${escaped(style.fontFamily)}" font-size="${style.fontSize}" font-weight="${style.fontWeight}"${slant}${spacing}`
  const lines = linesOf(node)
  const [open, close] = node.parentElement instanceof HTMLQuoteElement ? ['“', '”'] : ['', '']
  for (const [i, line] of lines.entries()) {
    const [before, after] = [i === 0 ? open : '', i === lines.length - 1 ? close : '']
    const text = before + (style.textTransform === 'uppercase' ? line.text.toUpperCase() : line.text) + after
    const x = line.left - left - widthOf(before, style)
    const length = line.right - line.left + widthOf(before + after, style)
    drawn.push(
      `<text x="${round(x)}" y="${round(line.top - top + rise)}" textLength="${round(length)}" lengthAdjust="spacingAndGlyphs" ${font}${paint('fill', ink.colour, ink.opacity * opacity)}>${escaped(text)}</text>`,
    )
  }
}

/** Word by word; a word that is broken over lines, letter by letter. */
function linesOf(node: Text): readonly Line[] {
  const lines: Line[] = []
  const range = document.createRange()
  const add = (from: number, to: number, glue: string): void => {
    range.setStart(node, from)
    range.setEnd(node, to)
    const [rect, ...more] = range.getClientRects()
    if (rect === undefined) return
    if (more.length > 0 && to - from > 1) {
      for (let i = from; i < to; i++) add(i, i + 1, i === from ? glue : '')
      return
    }
    const text = node.data.slice(from, to)
    const last = lines.at(-1)
    if (last && Math.abs(last.top - rect.top) < 2)
      lines[lines.length - 1] = { ...last, right: rect.right, text: last.text + glue + text }
    else lines.push({ left: rect.left, right: rect.right, top: rect.top, text })
  }
  for (const { index, 0: word } of node.data.matchAll(/\S+/gu)) add(index, index + word.length, ' ')
  return lines
}

const rises = new Map<string, number>()
let ruler: CanvasRenderingContext2D | null = null

function rulerOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): CanvasRenderingContext2D {
  ruler ??= document.createElement('canvas').getContext('2d')
  if (!ruler) throw new Error('This browser measures no letters.')
  ruler.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`
  return ruler
}

/** From the top of a line's box of letters to the line that they stand on. */
function riseOf(style: CSSStyleDeclaration): number {
  const found = rulerOf(style)
  const rise = rises.get(found.font) ?? found.measureText('x').fontBoundingBoxAscent
  rises.set(found.font, rise)
  return rise
}

/** Quotation marks are no part of the text that they stand around, so that the page does not say where they are. */
function widthOf(marks: string, style: CSSStyleDeclaration): number {
  return marks === '' ? 0 : rulerOf(style).measureText(marks).width
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
