import { sayMany } from '../../figure/count.ts'
import { inLines } from '../../figure/lines.ts'
import { type DrawnLink, extentOf, widthOf } from '../canvas/view.ts'
import type { Kept } from '../graph/keep.ts'
import { pathOf } from '../layout/curve.ts'
import type { LaidOut } from '../layout/use-scene.ts'
import type { Names } from '../words.ts'

/** The colours a file of its own needs, as they are on the screen. */
export interface Inks {
  readonly paper: string
  readonly card: string
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly back: string
  readonly stage: (stage: string | undefined) => string
  readonly font: string
}

export interface ProcessPicture {
  readonly scene: LaidOut
  readonly kept: Kept
  readonly links: readonly DrawnLink[]
  readonly names: Names
}

export interface SvgParts {
  readonly inside: string
  readonly width: number
  readonly height: number
}

/** The process map as parts of an SVG: links to scale with their labels, steps over them, and the legend below. */
export function processSvg({ scene, kept, links, names }: ProcessPicture, inks: Inks): SvgParts {
  const extent = extentOf(scene)
  const legend = 54
  // Labels of the outermost links reach beyond their curves.
  const beyond = 28
  const inside = [
    `<defs>${arrow('arrow', inks.soft)}${arrow('arrow-back', inks.back)}</defs>`,
    `<g transform="translate(${-extent.x} ${-extent.y})" font-family="${escaped(inks.font)}" font-size="12">`,
    ...links.map((one) => lineOf(one, inks)),
    ...links.map((one) => labelOf(one, inks)),
    ...[...scene.boxes].map(([id, box]) => {
      const place = scene.choice.graph.places.get(id)
      if (!place || (place.kind === 'step' && !kept.steps.has(id))) return ''
      return boxOf(
        { box, title: names.title(id), says: sayMany(place.cases, 'case'), colour: inks.stage(names.stage(id)) },
        inks,
      )
    }),
    '</g>',
    `<g transform="translate(0 ${extent.height + 24})" font-family="${escaped(inks.font)}" font-size="12">${legendOf(links, scene.choice.graph.cases, inks)}</g>`,
  ].join('')
  return { inside, width: Math.max(extent.width + beyond, 480), height: extent.height + legend }
}

function lineOf({ curve, width, direction, says }: DrawnLink, inks: Inks): string {
  const isBack = direction === 'back'
  const dash = isBack ? ` stroke-dasharray="${6 + width} ${3 + width * 0.4}"` : ''
  return `<path d="${pathOf(curve)}" fill="none" stroke="${isBack ? inks.back : inks.soft}" stroke-opacity="0.55" stroke-width="${width.toFixed(1)}"${dash} marker-end="url(#arrow${isBack ? '-back' : ''})"><title>${escaped(says)}</title></path>`
}

/** On a plate of paper, so that no line runs through its digits. */
function labelOf({ label, text }: DrawnLink, inks: Inks): string {
  if (!label || text === '') return ''
  const width = text.length * 6.6 + 8
  return `<rect x="${label.x - width / 2}" y="${label.y - 9}" width="${width}" height="18" rx="5" fill="${inks.paper}"/><text x="${label.x}" y="${label.y + 4}" text-anchor="middle" fill="${inks.ink}">${escaped(text)}</text>`
}

interface BoxParts {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly title: string
  readonly says: string
  readonly colour: string
}

function boxOf({ box: { x, y, width, height }, title, says, colour }: BoxParts, inks: Inks): string {
  // Start and end are low: their title and count share a line.
  const isLow = height < 40
  const lines = inLines(title, Math.floor((width - 24) / 7.6))
  const first = y + height / 2 - (lines.length - 1) * 8
  const words = lines.map(
    (line, i) =>
      `<text x="${x + 14}" y="${first - 2 + i * 16}" font-weight="600" font-size="13.5" fill="${inks.ink}">${escaped(line)}</text>`,
  )
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="9" fill="${inks.card}" stroke="${inks.line}"/>`,
    `<rect x="${x}" y="${y + 6}" width="4" height="${height - 12}" rx="2" fill="${colour}"/>`,
    ...(isLow
      ? [
          `<text x="${x + 14}" y="${y + height / 2 + 5}" font-weight="600" font-size="13.5" fill="${inks.ink}">${escaped(title)} <tspan font-weight="400" font-size="11.5" fill="${inks.soft}">${escaped(says)}</tspan></text>`,
        ]
      : words),
    isLow
      ? ''
      : `<text x="${x + 14}" y="${first + lines.length * 16 - 2}" font-size="11.5" fill="${inks.soft}">${escaped(says)}</text>`,
  ].join('')
}

function legendOf(links: readonly DrawnLink[], cases: number, inks: Inks): string {
  const hasBack = links.some((one) => one.direction === 'back')
  const sample = Math.max(1, Math.round(cases / 4))
  return [
    `<path d="M0 8H34" stroke="${inks.soft}" stroke-opacity="0.55" stroke-width="${widthOf(sample, cases).toFixed(1)}"/><text x="42" y="12" fill="${inks.soft}">width is people: ${escaped(sayMany(sample, 'case'))}</text>`,
    hasBack
      ? `<path d="M230 8H264" stroke="${inks.back}" stroke-width="2" stroke-dasharray="6 3"/><text x="272" y="12" fill="${inks.soft}">goes back to an earlier step</text>`
      : '',
  ].join('')
}

function arrow(id: string, colour: string): string {
  return `<marker id="${id}" viewBox="-1 -1 11 10" refX="8.4" refY="4" markerWidth="11" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 9 4 0 8z" fill="${colour}"/></marker>`
}

/** Names come from files: none of them may end the text it stands in. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
