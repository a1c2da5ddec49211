import { seconds } from '../view.ts'
import type { AnomalyKind } from './answers.ts'
import type { CaseBounds, Way } from './bounds.ts'

/** One reason as the engine found it: `value` is micros, or how many times. */
export interface Flag {
  readonly kind: AnomalyKind
  readonly prev: number
  readonly step: number
  readonly value: number
  readonly bits: number
}

/** Why a case is unusual, as a sentence without its subject. */
export function sayReason(
  { kind, prev, step, value }: Flag,
  ways: readonly Way[],
  bounds: CaseBounds,
  title: (code: number) => string,
): string {
  const way = ways.find((one) => one.prev === prev && one.step === step)
  switch (kind) {
    case 'rare':
      return sayRare(prev, step, way, title)
    case 'backwards':
      return `goes from “${title(prev)}” to “${title(step)}”, as ${count(way?.n ?? 0)} ${way?.n === 1 ? 'does' : 'do'}; ${count(way?.back ?? 0)} go the other way round`
    case 'wait':
      return `waits ${time(value)} from “${title(prev)}” to “${title(step)}”, where 999 in 1,000 wait ${time(way?.q[2] ?? 0)} at most and half ${time(way?.q[1] ?? 0)}`
    case 'instant':
      return `is at “${title(step)}” at the very instant of “${title(prev)}”, where 99 in 100 take ${time(way?.q[0] ?? 0)} or more`
    case 'repeats':
      return `comes to “${title(step)}” ${count(value)} times, where 999 in 1,000 cases come to no step oftener than ${count(Math.floor(bounds.visits))} times`
    case 'long':
      return `takes ${time(value)}, where 999 in 1,000 take ${time(bounds.long)} at most`
  }
}

function sayRare(prev: number, step: number, way: Way | undefined, title: (code: number) => string): string {
  const how = `as ${count(way?.n ?? 0)} of ${count(way?.of ?? 0)} ${way?.n === 1 ? 'does' : 'do'}`
  if (prev === 0) return `begins with “${title(step)}”, ${how}`
  if (step === 0) return `ends with “${title(prev)}”, ${how}`
  return prev === step
    ? `comes to “${title(step)}” twice in a row, ${how}`
    : `goes from “${title(prev)}” to “${title(step)}”, ${how}`
}

const count = (n: number) => n.toLocaleString('en-US')

function time(micros: number): string {
  const long = seconds(micros)
  const [value, unit] =
    long < 120
      ? [long, 's']
      : long < 7200
        ? [long / 60, 'min']
        : long < 172_800
          ? [long / 3600, 'h']
          : [long / 86_400, 'd']
  return `${value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en-US') : Number(value.toPrecision(2))} ${unit}`
}
