import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { Measure } from '../answers.ts'

const shown = 20

/** Events in the whole store that are no step, by name (I14). */
export async function unmatched(warehouse: Warehouse, spec: LensSpec): Promise<Measure['unmatched']> {
  const names = spec.steps.every((step) => step.names !== undefined)
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
  return {
    sql: `SELECT name, count() AS count FROM event WHERE NOT (${spec.steps.map((step) => `(${step.when.sql})`).join(' OR ')}) GROUP BY name ORDER BY count DESC, name`,
    params: Object.assign({}, ...spec.steps.map((step) => step.when.params)),
  }
}
