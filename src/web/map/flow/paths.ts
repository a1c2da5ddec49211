import { labelX, type Placed } from './place.ts'
import { key, type Ports } from './ports.ts'
import type { Arch, Bar } from './shape.ts'
import { barWidth, inset, levelHeight } from './sizes.ts'

export function nearPath(way: Placed, bars: readonly Bar[], ports: Ports, scale: number): string {
  const ends = endsOf(way, bars, ports)
  const thick = Math.max(1, way.cases * scale)
  const bend = (ends.x2 - ends.x1) * 0.45
  return (
    `M${r(ends.x1)} ${r(ends.y1)}C${r(ends.x1 + bend)} ${r(ends.y1)} ${r(ends.x2 - bend)} ${r(ends.y2)} ${r(ends.x2)} ${r(ends.y2)}` +
    `v${r(thick)}C${r(ends.x2 - bend)} ${r(ends.y2 + thick)} ${r(ends.x1 + bend)} ${r(ends.y1 + thick)} ${r(ends.x1)} ${r(ends.y1 + thick)}Z`
  )
}

/** Down to its track within the first column's gap, along it under the steps it passes over, and up again before its last. */
export function skipPath(way: Placed, y: number, bars: readonly Bar[], ports: Ports, scale: number): string {
  const { x1, y1, x2, y2 } = endsOf(way, bars, ports)
  const thick = Math.max(1, way.cases * scale)
  const turn = Math.min(70, (x2 - x1) / 3)
  const [down, up] = [x1 + turn / 2, x2 - turn / 2]
  const there = `C${p(down, y1, down, y, x1 + turn, y)}H${r(x2 - turn)}C${p(up, y, up, y2, x2, y2)}`
  const low = y + thick
  const back = `C${p(up, y2 + thick, up, low, x2 - turn, low)}H${r(x1 + turn)}C${p(down, low, down, y1 + thick, x1, y1 + thick)}`
  return `M${p(x1, y1)}${there}v${r(thick)}${back}Z`
}

export function fallPath(index: number, thickness: number, to: number, bars: readonly Bar[], ports: Ports): string {
  const bar = bars[index]
  const thick = Math.max(1.5, thickness)
  const x = (bar?.x ?? 0) + barWidth
  const y = ports.out.get(`${index}>`) ?? 0
  const foot = x + 8
  const foot2 = foot + thick
  return (
    `M${r(x)} ${r(y)}C${r(foot2)} ${r(y)} ${r(foot2)} ${r(y + thick)} ${r(foot2)} ${r(to)}` +
    `H${r(foot)}C${r(foot)} ${r(y + thick + 6)} ${r(foot - 2)} ${r(y + thick)} ${r(x)} ${r(y + thick)}Z`
  )
}

function endsOf(way: Placed, bars: readonly Bar[], ports: Ports) {
  return {
    x1: (bars[way.from]?.x ?? 0) + barWidth,
    y1: ports.out.get(key(way)) ?? 0,
    x2: bars[way.to]?.x ?? 0,
    y2: ports.in.get(key(way)) ?? 0,
  }
}

export function arch(
  way: Placed,
  level: number,
  at: { readonly archesHeight: number; readonly barsY: number; readonly column: number },
): Arch {
  const top = at.archesHeight - 6 - level * levelHeight
  const from = way.from * at.column + inset + barWidth - 2
  const to = way.to * at.column + inset + (way.from === way.to ? -4 : 2)
  const round = Math.min(10, (from - to) / 2)
  const path =
    `M${r(from)} ${r(at.barsY - 1)}V${r(top + round)}Q${r(from)} ${r(top)} ${r(from - round)} ${r(top)}` +
    `H${r(to + round)}Q${r(to)} ${r(top)} ${r(to)} ${r(top + round)}V${r(at.barsY - 2)}`
  return { ...way, path, label: { x: labelX(way, at.column), y: top } }
}

function r(value: number): string {
  return String(Math.round(value * 10) / 10)
}
function p(...values: readonly number[]): string {
  return values.map(r).join(' ')
}
