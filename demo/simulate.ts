import type { Micros, SourcedEvent } from '../src/event/index.ts'
import { customer } from './customers.ts'
import { planUntil } from './plan.ts'
import { Tally, type Truth } from './truth.ts'

export interface Simulation {
  readonly seed: number
  readonly customers?: number
  /** history ends here: nothing later is told */
  readonly ends: Micros
}

const batchSize = 10_000

/** History as batches, customer by customer in the order in which they arrive, and the truth about it once it is told. */
export function simulation({ seed, customers = 60_000, ends }: Simulation): {
  readonly batches: Iterable<SourcedEvent[]>
  readonly truth: () => Truth
} {
  const plan = planUntil(ends)
  const tally = new Tally(plan, { seed, customers, ends })
  function* batches(): Generator<SourcedEvent[]> {
    let batch: SourcedEvent[] = []
    let line = 0
    for (let place = 0; place < customers; place++) {
      const told = customer(seed, plan, place, customers)
      let count = 0
      for (const event of told.events) {
        if (event.at > ends) break
        batch.push({ event, line: ++line })
        count++
      }
      tally.add(told, count)
      if (batch.length >= batchSize) {
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
  }
  return { batches: batches(), truth: () => tally.truth() }
}

export function simulate(settings: Simulation): Iterable<SourcedEvent[]> {
  return simulation(settings).batches
}

/** Counted by telling the whole history once more. */
export function truth(settings: Simulation): Truth {
  const told = simulation(settings)
  for (const _ of told.batches);
  return told.truth()
}
