import type { Chart } from '../../insight/trend/answers.ts'

/** Where a chart's figures stand in a drawing of a width and a height. */
export interface ChartScale {
  x(day: string): number
  y(value: number): number
  /** round values along the height, lowest first */
  readonly ticks: readonly number[]
  /** the first day of some months, or weeks, along the width */
  readonly days: readonly string[]
}

const day = 86_400_000

export function chartScale(chart: Chart, width: number, height: number): ChartScale {
  const dates = chart.points.map((point) => Date.parse(point.at))
  const first = dates[0] ?? 0
  const last = Math.max(first + day, dates.at(-1) ?? 0)
  const [low, high] = boundsOf(chart)
  const step = roundStep((high - low) / 3, chart.unit)
  const bottom = Math.max(chart.unit === 'seconds' || low >= 0 ? 0 : -Infinity, Math.floor(low / step) * step)
  const top = chart.unit === 'share' ? Math.min(1, Math.ceil(high / step) * step) : Math.ceil(high / step) * step
  const span = Math.max(top - bottom, step)
  return {
    x: (at) => ((Date.parse(at) - first) / (last - first)) * width,
    y: (value) => height - ((Math.min(top, Math.max(bottom, value)) - bottom) / span) * height,
    ticks: Array.from({ length: Math.round(span / step) + 1 }, (_, i) => bottom + i * step),
    days: monthsBetween(first, last, width),
  }
}

/** Values, and limits as far as they are near the values: a wide limit must not flatten the line. */
function boundsOf(chart: Chart): readonly [number, number] {
  const values = chart.points.map((point) => point.value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = Math.max(high - low, Math.abs(high) * 0.02, 1e-9)
  const limits = chart.points.flatMap((point) => [point.lower, point.upper])
  return [Math.max(Math.min(low, ...limits), low - 0.5 * room), Math.min(Math.max(high, ...limits), high + 0.5 * room)]
}

const unitsOfTime = [1, 60, 3600, 86_400]

/** The next of 1, 2, 5, 10 … at or above; of times, in the unit that they are said in. */
function roundStep(rough: number, unit: Chart['unit']): number {
  const base = unit === 'seconds' ? (unitsOfTime.findLast((one) => rough >= one) ?? 1) : 1
  const scaled = Math.max(rough / base, 1e-6)
  const power = 10 ** Math.floor(Math.log10(scaled))
  const factor = [1, 2, 5, 10].find((one) => one * power >= scaled * 0.999) ?? 10
  return factor * power * base
}

/** Beginnings of months with room for a word between them; of short charts, Mondays. */
function monthsBetween(first: number, last: number, width: number): readonly string[] {
  const months: string[] = []
  const begin = new Date(first)
  for (let month = 0; ; month++) {
    const at = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + month, 1)
    if (at > last) break
    if (at >= first) months.push(new Date(at).toISOString().slice(0, 10))
  }
  const room = Math.max(1, Math.floor(width / 62))
  return months.filter((_, i) => i % Math.ceil(months.length / room) === 0)
}
