import { Keeper, markPending, unmarkPending } from '../runtime/index.ts'
import type { Context } from './context.ts'
import { Intake } from './intake/intake.ts'

/** A server's context, into which events come. */
export interface Live {
  readonly context: Context
  readonly keeper: Keeper
  /** Takes in all that was accepted, and ends. Nothing may be accepted any more. */
  stop(): Promise<void>
}

/** Opens the way of events: from here on they are accepted, and brought into the warehouse beside the answering. */
export async function goLive(context: Context, now: () => number = Date.now): Promise<Live> {
  const { store, feed } = context
  const ledger = await store.ledger()
  await markPending(store.dir)
  const keeper = new Keeper(store.warehouse, ledger, {
    onKept: ({ events, cases }) => feed.record({ events, cases, isLive: true }),
    onFailed: (error, again) => console.error(`Events wait in the log; trying again in ${again} ms.`, error),
  })
  await keeper.start()
  const intake = new Intake(ledger, keeper, () => now() * 1000)
  return {
    context: { ...context, intake },
    keeper,
    stop: async () => {
      await keeper.stop()
      await unmarkPending(store.dir)
    },
  }
}
