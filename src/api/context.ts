import type { Store } from '../store/index.ts'
import { Builds } from './builds.ts'
import { Feed } from './feed.ts'
import { ImportDesk } from './import-desk.ts'
import type { Intake } from './intake/intake.ts'

/** What every handler works with. */
export interface Context {
  readonly store: Store
  readonly version: string
  readonly feed: Feed
  readonly imports: ImportDesk
  readonly builds: Builds
  /** where events come in; only a server has one */
  readonly intake?: Intake
}

export function createContext(store: Store, version: string, now: () => number = Date.now): Context {
  const feed = new Feed(now)
  const builds = new Builds()
  return { store: builds.watch(store), version, feed, imports: new ImportDesk(store, feed), builds }
}
