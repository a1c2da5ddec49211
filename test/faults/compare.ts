import { takeInLeft } from '../../src/runtime/index.ts'
import { openStore } from '../../src/store/index.ts'
import type { Ledger } from './load.ts'

export interface Compared {
  readonly acknowledged: number
  readonly held: number
  readonly missing: string[]
  readonly twice: string[]
  /** customers whose events stand in another order than they were accepted in */
  readonly disordered: string[]
}

/** Opens what a killed server left behind, and holds it against what it had said. */
export async function compare(dir: string, acknowledged: Ledger): Promise<Compared> {
  const store = await openStore(dir)
  try {
    await takeInLeft(store)
    const held = new Map<string, number[]>()
    const sql = "SELECT customer, toUInt32(properties['n']) AS n FROM event ORDER BY customer, at, seq"
    for (const { customer, n } of await store.warehouse.rows<{ customer: string; n: number }>({ sql })) {
      const own = held.get(customer)
      if (own === undefined) held.set(customer, [n])
      else own.push(n)
    }
    return difference(acknowledged, held)
  } finally {
    await store.close()
  }
}

function difference(acknowledged: Ledger, held: Ledger): Compared {
  const missing: string[] = []
  const twice: string[] = []
  const disordered: string[] = []
  for (const [customer, said] of acknowledged) {
    const own = held.get(customer) ?? []
    const there = new Set(own)
    missing.push(...said.filter((n) => !there.has(n)).map((n) => `${customer} ${n}`))
    if (there.size < own.length)
      twice.push(...own.filter((n, i) => own.indexOf(n) !== i).map((n) => `${customer} ${n}`))
    if (said.some((n, i) => own[i] !== n)) disordered.push(customer)
  }
  return { acknowledged: sizeOf(acknowledged), held: sizeOf(held), missing, twice, disordered }
}

function sizeOf(ledger: Ledger): number {
  return [...ledger.values()].reduce((sum, { length }) => sum + length, 0)
}
