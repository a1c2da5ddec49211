import type { Micros, SourcedEvent } from '../src/event/index.ts'
import { minute, whole } from './calendar.ts'
import { customer, newcomer } from './customers.ts'
import { type Plan, planUntil } from './plan.ts'
import { Queue } from './queue.ts'

export interface Live {
  readonly seed: number
  /** where the history ended; keep it and give the same again after a restart */
  readonly from: Micros
  /** new customers a minute */
  readonly pacePerMinute: number
  /** as many as the history had: those still on their way go on */
  readonly customers?: number
}

/** A customer's next event; the story is told anew for it, so that waiting costs next to nothing. */
interface Waiting {
  readonly at: Micros
  readonly isNew: boolean
  readonly customer: number
  readonly place: number
}

/** Events after `from`, oldest first, without end: the history's customers go on, and new ones arrive at the pace. */
export function* live({ seed, from, pacePerMinute, customers = 60_000 }: Live): Generator<SourcedEvent> {
  if (!(pacePerMinute > 0)) throw new RangeError(`pacePerMinute is ${pacePerMinute}; give a number above 0`)
  const plan = planUntil(from)
  const story = (who: Pick<Waiting, 'isNew' | 'customer'>) =>
    who.isNew
      ? newcomer(seed, plan, { pace: pacePerMinute, place: who.customer }, arrives(from, pacePerMinute, who.customer))
      : customer(seed, plan, who.customer, customers)
  const queue = underWay(seed, plan, customers)
  queue.add({ at: arrives(from, pacePerMinute, 0), isNew: true, customer: 0, place: 0 })
  for (let line = 1; ; line++) {
    const next = queue.take()
    if (next === undefined) return
    const { events } = story(next)
    const event = events[next.place]
    const after = events[next.place + 1]
    if (after !== undefined) queue.add({ ...next, at: after.at, place: next.place + 1 })
    if (next.isNew && next.place === 0) {
      queue.add({
        at: arrives(from, pacePerMinute, next.customer + 1),
        isNew: true,
        customer: next.customer + 1,
        place: 0,
      })
    }
    if (event !== undefined) yield { event, line }
  }
}

/** Evenly spread; the first one pace after the start. */
function arrives(from: Micros, pacePerMinute: number, place: number): Micros {
  return whole(from + ((place + 1) * minute) / pacePerMinute)
}

function underWay(seed: number, plan: Plan, customers: number): Queue<Waiting> {
  const queue = new Queue<Waiting>(
    (a, b) => a.at - b.at || Number(a.isNew) - Number(b.isNew) || a.customer - b.customer,
  )
  for (let place = 0; place < customers; place++) {
    const { events } = customer(seed, plan, place, customers)
    const next = events.findIndex((event) => event.at > plan.ends)
    const event = events[next]
    if (event !== undefined) queue.add({ at: event.at, isNew: false, customer: place, place: next })
  }
  return queue
}
