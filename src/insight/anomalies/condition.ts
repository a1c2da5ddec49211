import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import { opennessOf } from '../measure/counted.ts'
import { isOpenSql } from '../measure/questions.ts'
import type { View } from '../view.ts'
import { type CaseBounds, caseBounds, type Way, type WayRow, wayBounds, waysOf } from './bounds.ts'
import { flags } from './flags.ts'
import type { AnomalyKind } from './kind.ts'

export interface Judged {
  readonly view: View
  /** whether a case may still go on, as SQL over `trace` */
  readonly open: string
  readonly ways: readonly Way[]
  readonly bounds: CaseBounds
}

export async function judge(warehouse: Warehouse, view: View, map: MapDocument): Promise<Judged> {
  const open = isOpenSql(view, opennessOf(view, map))
  const [rows, [bounds = { cases: 0, long: 0, visits: 0 }]] = await Promise.all([
    warehouse.rows<WayRow>(wayBounds(view, open)),
    warehouse.rows<CaseBounds>(caseBounds(view)),
  ])
  return { view, open, ways: waysOf(rows), bounds }
}

/** The cases with a reason of a kind, or of any: a condition on `trace` (A5). */
export async function anomalyCondition(
  warehouse: Warehouse,
  view: View,
  map: MapDocument,
  kind: AnomalyKind | null,
): Promise<string> {
  const judged = await judge(warehouse, view, map)
  return `key IN (SELECT key FROM (${flags(judged)})${kind === null ? '' : ` WHERE kind = '${kind}'`})`
}
