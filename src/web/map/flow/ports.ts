import type { Placed } from './place.ts'
import type { Bar, FlowStep } from './shape.ts'

export interface Ports {
  /** top of a way's end at its bar, by `from>to`; a fall's key is `from>` */
  readonly out: ReadonlyMap<string, number>
  readonly in: ReadonlyMap<string, number>
}

/**
 * Where ways meet bars: neighbours on top, then ways over steps, then what drops out. A case that goes two ways is in both;
 * then ends overlap instead of outgrowing the bar, so that thickness stays people.
 */
export function portsOf(
  bars: readonly Bar[],
  ways: readonly Placed[],
  steps: readonly FlowStep[],
  scale: number,
): Ports {
  const out = new Map<string, number>()
  const into = new Map<string, number>()
  for (const bar of bars) {
    const leaving = ways.filter((way) => way.from === bar.index).sort((a, b) => a.to - b.to)
    const dropped = steps[bar.index]?.dropped ?? 0
    const keys = [...leaving.map((way) => key(way)), `${bar.index}>`]
    stack([...leaving.map((way) => way.cases * scale), dropped * scale], bar).forEach((y, i) => {
      out.set(keys[i] ?? '', y)
    })
    const coming = ways.filter((way) => way.to === bar.index).sort((a, b) => b.from - a.from)
    stack(
      coming.map((way) => way.cases * scale),
      bar,
    ).forEach((y, i) => {
      into.set(key(coming[i]), y)
    })
  }
  return { out, in: into }
}

export function key(way: Placed | undefined): string {
  return way ? `${way.from}>${way.to}` : ''
}

/** Tops of thicknesses stacked from a bar's top; squeezed together where they are more than the bar is high. */
export function stack(
  thick: readonly number[],
  bar: { readonly y: number; readonly height: number },
): readonly number[] {
  const total = thick.reduce((sum, one) => sum + one, 0)
  const last = thick.at(-1) ?? 0
  const squeeze = total <= bar.height || total === last ? 1 : Math.max(0, bar.height - last) / (total - last)
  let y = 0
  return thick.map((one) => {
    const top = bar.y + y * squeeze
    y += one
    return top
  })
}
