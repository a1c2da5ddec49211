import type { Refusal } from '../../event/index.ts'
import type { Batch, Sourced } from '../ports.ts'
import { encode } from './event-row.ts'
import { RowBinary } from './row-binary.ts'

/** Rows of a batch, in bytes: enough that handing them on costs nothing beside reading them. */
const pieceBytes = 1 << 20
const mostRefused = 1_000
/** A row that goes over the edge seldom needs more memory than there is. */
const memoryBytes = pieceBytes + (1 << 16)

/** The rows that batches are encoded into. */
export function rowsOfBatches(): RowBinary {
  return new RowBinary(memoryBytes)
}

/**
 * Encodes events as `append` takes them, in the thread of whoever asks. Each batch's rows may be given back to `into`,
 * which then writes over them.
 */
export async function* encoded(source: AsyncIterable<Sourced>, into = rowsOfBatches()): AsyncGenerator<Batch> {
  let place = 0
  let events = 0
  let refused: Refusal[] = []
  const take = (): Batch => {
    const batch = { rows: into.take(), events, refused }
    events = 0
    refused = []
    return batch
  }
  try {
    for await (const sourced of source) {
      for (const event of sourced.events) {
        encode(into, event, place++)
        events++
        if (into.length >= pieceBytes) yield take()
      }
      refused.push(...sourced.refused)
      if (refused.length >= mostRefused) yield take()
    }
  } catch (error) {
    // What was read before the source broke is handed out before saying so.
    if (events + refused.length > 0) yield take()
    throw error
  }
  if (events + refused.length > 0) yield take()
}
