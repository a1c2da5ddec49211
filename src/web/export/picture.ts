/** What gives a drawing its look on the screen, and has to travel with it. */
const looks = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
] as const

/** A drawing of the page as an SVG of its own: its computed styles written into it, on the colour of the paper it lies on. */
export function svgTextOf(svg: SVGSVGElement): string {
  const { width, height } = svg.getBoundingClientRect()
  return framed(styled(svg).innerHTML, width, height)
}

interface Placed {
  readonly x: number
  readonly y: number
  readonly opacity: number
}

/** A drawing as part of a larger one, at its place there. */
export function drawingOf(svg: SVGSVGElement, { x, y, opacity }: Placed): string {
  const { width, height } = svg.getBoundingClientRect()
  const { color, fill, stroke, strokeWidth, strokeLinecap, overflow } = getComputedStyle(svg)
  const box = svg.getAttribute('viewBox') ?? `0 0 ${width} ${height}`
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="${box}" color="${color}" fill="${fill}" stroke="${stroke}" stroke-width="${strokeWidth}" stroke-linecap="${strokeLinecap}" overflow="${overflow === 'visible' ? 'visible' : 'hidden'}"${opacity < 1 ? ` opacity="${opacity}"` : ''}>${styled(svg).innerHTML}</svg>`
}

function styled(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new TypeError('A drawing cannot be copied.')
  const [from, to] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')]
  for (const [i, element] of from.entries()) {
    const style = getComputedStyle(element)
    for (const look of looks) {
      const value = style.getPropertyValue(look)
      if (value !== '') to[i]?.setAttribute(look, value)
    }
    to[i]?.removeAttribute('class')
    to[i]?.removeAttribute('style')
  }
  return copy
}

/** Parts of a drawing as a whole file, with a margin, on paper. */
export function framed(inside: string, width: number, height: number): string {
  const margin = 16
  const [w, h] = [Math.ceil(width) + 2 * margin, Math.ceil(height) + 2 * margin]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${-margin} ${-margin} ${w} ${h}"><rect x="${-margin}" y="${-margin}" width="${w}" height="${h}" fill="${colourOf('--paper')}"/>${inside}</svg>`
}

/** A colour of the page as it is now, light or dark. */
export function colourOf(token: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim()
}

/** The drawing in dots, twice as many as on the screen. */
export async function toPng(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * 2
  canvas.height = image.naturalHeight * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else
        reject(
          new Error(
            `A picture of ${canvas.width} × ${canvas.height} dots is too large for this browser; take the SVG.`,
          ),
        )
    }, 'image/png')
  })
}
