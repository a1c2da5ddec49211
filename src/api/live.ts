import { Keeper, markPending, unmarkPending } from '../runtime/index.ts'
import { ConnectorDesk } from './connect/desk.ts'
import type { Context } from './context.ts'
import { Intake } from './intake/intake.ts'
import { Vitals } from './operate/vitals.ts'

/** A server's context, into which events come. */
export interface Live {
  readonly context: Context & { readonly vitals: Vitals }
  readonly keeper: Keeper
  /**
   * Takes in what was accepted, and ends. Nothing may be accepted any more.
   * @param within milliseconds after which the rest is left in the log, where the next to open the folder finds it
   */
  stop(within?: number): Promise<void>
}

/** Opens the way of events: from here on they are accepted, and brought into the warehouse beside the answering. */
export async function goLive(context: Context, now: () => number = Date.now): Promise<Live> {
  const { store, feed, log } = context
  const ledger = await store.ledger()
  await markPending(store.dir)
  const keeper = new Keeper(store.warehouse, ledger, {
    onKept: (kept) => {
      vitals.kept(kept)
      feed.record({ events: kept.events, cases: kept.cases, isLive: true })
    },
    onFailed: (error, again) => {
      vitals.keepingFailed()
      log.error('events wait in the log; it is tried again', { ms: again, events: keeper.lag }, error)
    },
  })
  const intake = new Intake(ledger, keeper, () => now() * 1000)
  const vitals = new Vitals(context, keeper, intake, now)
  const environment = (name: string) => process.env[name]
  const connectors = new ConnectorDesk({ ledger, intake, log, environment, now })
  await keeper.start()
  await connectors.start()
  return {
    context: { ...context, intake, keeper, vitals, connectors },
    keeper,
    stop: async (within) => {
      await connectors.stop()
      await keeper.stop(within)
      if (keeper.lag === 0) await unmarkPending(store.dir)
      else log.warn('events wait in the log for the next start', { events: keeper.lag })
    },
  }
}
