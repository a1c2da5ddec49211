import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '../store/index.ts'
import { Keeper } from './keeper.ts'

/**
 * A file that stands in the data folder for as long as its log may hold what the warehouse does not. Whoever opens the folder
 * next need not open the ledger to see that there is nothing left.
 */
function mark(dir: string): string {
  return join(dir, 'log-pending')
}

export async function markPending(dir: string): Promise<void> {
  await writeFile(mark(dir), '')
}

export async function unmarkPending(dir: string): Promise<void> {
  await rm(mark(dir), { force: true })
}

export function isPending(dir: string): boolean {
  return existsSync(mark(dir))
}

/** Takes in what a server that was killed had accepted. @throws StoreProblem: it stays in the log. */
export async function takeInLeft(store: Store): Promise<void> {
  if (!isPending(store.dir)) return
  await new Keeper(store.warehouse, await store.ledger()).drain()
  await unmarkPending(store.dir)
}
