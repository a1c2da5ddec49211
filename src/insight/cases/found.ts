import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import { anomalyCondition } from '../anomalies/condition.ts'
import type { CaseFilter } from '../answers.ts'
import { clusterCondition } from '../clusters/make.ts'
import { type ConformanceBehind, conformanceCondition, isConformance } from '../conform/behind.ts'
import { factorCases } from '../drivers/behind.ts'
import { placeOf } from '../friction/friction.ts'
import type { View } from '../view.ts'
import type { Behind } from './answers.ts'
import type { Behindness } from './behind.ts'

/** Figures whose cases can be told only after a question of its own: how cases lie on the map, what is usual, which ways are alike. */
export type FoundBehind =
  | ConformanceBehind
  | (Behind & { readonly kind: 'factor' | 'friction' | 'cluster' | 'unusual' })

export const isFound = (behind: Behind): behind is FoundBehind =>
  isConformance(behind) ||
  behind.kind === 'factor' ||
  behind.kind === 'friction' ||
  behind.kind === 'cluster' ||
  behind.kind === 'unusual'

export async function foundBehind(
  warehouse: Warehouse,
  view: View,
  { map, filter }: { readonly map: MapDocument; readonly filter: CaseFilter },
  behind: FoundBehind,
): Promise<Behindness> {
  if (isConformance(behind))
    return { over: 'trace', condition: await conformanceCondition(warehouse, view, map, behind) }
  switch (behind.kind) {
    case 'factor': {
      const { sql, params } = await factorCases(warehouse, view, { map, filter }, behind)
      return { over: 'trace', condition: sql, params }
    }
    case 'friction': {
      const place = await placeOf(warehouse, map, filter, behind)
      if (place === null) return { over: 'trace', condition: '0' }
      const { sql, params } = place.strikes
      return { over: 'trace', condition: `key IN (SELECT key FROM (${sql}))`, params }
    }
    case 'cluster':
      return { over: 'trace', condition: await clusterCondition(warehouse, view, behind, behind.cluster) }
    case 'unusual':
      return { over: 'trace', condition: await anomalyCondition(warehouse, view, map, behind.reason) }
  }
}
