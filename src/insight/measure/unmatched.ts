import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { Measure } from '../answers.ts'

const shown = 20

/** Events in the whole store, or of the map's sources, that are no step, by name (I14). */
export async function unmatched(warehouse: Warehouse, spec: LensSpec): Promise<Measure['unmatched']> {
  const names =
    spec.sources === undefined && spec.steps.every((step) => step.names !== undefined)
      ? await besideNames(warehouse, spec)
      : await warehouse.rows<{ name: string; count: number }>(besideConditions(spec))
  return { events: names.reduce((sum, { count }) => sum + count, 0), names: names.slice(0, shown) }
}

/** Where each step is only names, the store's own counts answer without reading an event. */
async function besideNames(warehouse: Warehouse, spec: LensSpec): Promise<Measure['unmatched']['names']> {
  const matched = new Set(spec.steps.flatMap((step) => step.names ?? []))
  return (await warehouse.names()).filter(({ name }) => !matched.has(name))
}

export function besideConditions(spec: LensSpec): Query {
  const isStep = spec.steps.length === 0 ? '0' : spec.steps.map((step) => `(${step.when.sql})`).join(' OR ')
  const inSources =
    spec.sources === undefined ? '' : 'source IN (SELECT number FROM source WHERE name IN {sources:Array(String)}) AND '
  return {
    sql: `SELECT name, count() AS count FROM event WHERE ${inSources}NOT (${isStep}) GROUP BY name ORDER BY count DESC, name`,
    params: Object.assign(
      spec.sources === undefined ? {} : { sources: spec.sources },
      ...spec.steps.map((step) => step.when.params),
    ),
  }
}
