import type { Keeper } from '../runtime/index.ts'
import type { Store } from '../store/index.ts'
import { Builds } from './builds.ts'
import type { ConnectorDesk } from './connect/desk.ts'
import { Feed } from './feed.ts'
import { ImportDesk } from './import-desk.ts'
import type { Intake } from './intake/intake.ts'
import { createLog, type Log } from './operate/log.ts'
import type { Vitals } from './operate/vitals.ts'

/** What every handler works with. */
export interface Context {
  readonly store: Store
  readonly version: string
  readonly feed: Feed
  readonly imports: ImportDesk
  readonly builds: Builds
  readonly log: Log
  /** where events come in; only a server has one */
  readonly intake?: Intake
  /** brings what came in into the warehouse; only a server has one */
  readonly keeper?: Keeper
  /** what fetches events, or is handed them; only a server has it */
  readonly connectors?: ConnectorDesk
  /** how the server is; only a server has it */
  readonly vitals?: Vitals
}

/** A command's own failures go to its terminal, with all they say. */
const terminal = createLog({
  level: 'debug',
  json: false,
  write: (line) => void process.stderr.write(line),
  now: () => new Date(),
})

export function createContext(store: Store, version: string, log: Log = terminal): Context {
  const feed = new Feed(Date.now)
  const builds = new Builds()
  return { store: builds.watch(store), version, feed, imports: new ImportDesk(store, feed), builds, log }
}
