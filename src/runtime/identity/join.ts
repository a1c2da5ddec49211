import type { Customer, Event } from '../../event/index.ts'
import type { IdentityShelf, IdentityStep, Store, Warehouse } from '../../store/index.ts'
import { Identities } from './learn.ts'
import { usualRules } from './rules.ts'

/** What is learned from, and how far the reader of the log is when it is. */
export interface Lesson {
  readonly customers: readonly Customer[]
  /** events in which members set ids apart, or gave them back */
  readonly decisions: readonly Event[]
  readonly position: IdentityStep['position']
}

/**
 * Joins the customers whose ids were seen together. One lesson at a time, whoever teaches: each begins from what the one before
 * has settled. The warehouse comes first: what dies before the ledger knows is learned again, to the same end.
 */
export function joinCustomers(
  warehouse: Pick<Warehouse, 'rename'>,
  shelf: IdentityShelf,
  identities: Identities,
  { customers, decisions, position }: Lesson,
): Promise<void> {
  return shelf.alone(async () => {
    const { step, renamings } = await identities.learn(customers, decisions)
    if (renamings.length > 0) await warehouse.rename(renamings)
    if (position !== null || step.bonds.length > 0) await shelf.settle({ ...step, position })
  })
}

/** So many customers are learned from at once. */
const customersAtOnce = 20_000

/** Joins the customers of a file that was taken in. A file that names each by one id alone costs a look at its events. */
export async function joinImported(store: Store, fingerprint: string): Promise<void> {
  const { warehouse } = store
  const named = `FROM held WHERE source IN (SELECT number FROM source WHERE fingerprint = {fingerprint:String}) AND notEmpty(identities)`
  const [found] = await warehouse.rows<{ n: number }>({
    sql: `SELECT uniq(customer, toString(identities)) AS n ${named}`,
    params: { fingerprint },
  })
  const parts = Math.ceil((found?.n ?? 0) / customersAtOnce)
  if (parts === 0) return
  const shelf = (await store.ledger()).identities
  const identities = new Identities(shelf, usualRules)
  for (let part = 0; part < parts; part++) {
    const rows = await warehouse.rows<{ customer: string; others: Record<string, string> }>({
      sql: `SELECT DISTINCT customer, identities AS others ${named} AND cityHash64(customer) % ${parts} = ${part}`,
      params: { fingerprint },
    })
    const customers = rows.map(({ customer, others }) =>
      Object.values(others).includes(customer) ? others : { userId: customer, ...others },
    )
    await joinCustomers(warehouse, shelf, identities, { customers, decisions: [], position: null })
  }
}
