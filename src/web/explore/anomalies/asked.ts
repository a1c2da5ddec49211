import type { AnomalyKind } from '../../../insight/anomalies/answers.ts'
import type { Search } from '../../app/filters.ts'

export const kinds = {
  rare: 'a rare transition',
  backwards: 'the other way round',
  wait: 'an extreme wait',
  instant: 'no time at all',
  repeats: 'many repeats',
  long: 'extremely long',
} satisfies Record<AnomalyKind, string>

export function isKind(value: unknown): value is AnomalyKind {
  return typeof value === 'string' && Object.hasOwn(kinds, value)
}

export function readAnomalies(ask: Search): { kind: AnomalyKind | ''; limit: number } {
  return { kind: isKind(ask['kind']) ? ask['kind'] : '', limit: ask['limit'] === 200 ? 200 : 50 }
}
