import type { Micros } from '../event.ts'
import { ReadProblem } from '../problem.ts'
import { type Batch, Gather } from '../read/batch.ts'
import { firstBytes } from '../read/head.ts'
import { scanObjects } from '../read/json-lines.ts'
import type { SourceFile } from '../source.ts'
import { type CallType, callTypes, type Read, readCall } from './call.ts'

type Row = Readonly<Record<string, unknown>>

/** No call of a file is larger, as none of a request is. */
const mostCharacters = 32 * 1024

/** Whether a file is of JSON whose first row that is an object is a call of Segment's shape. */
export async function isCalls(file: SourceFile): Promise<boolean> {
  const head = await firstBytes(file)
  const first: Row[] = []
  const sink = { object: (row: Row) => void first.push(row), refuse: () => undefined }
  const beginning: SourceFile = { name: file.name, stream: () => once(head) }
  try {
    for await (const _ of scanObjects(beginning, undefined, sink)) if (first.length > 0) break
  } catch (error) {
    // Cut off as it is, it may end in the middle of a row, or hold none; what it is then shows the reading of all of it.
    if (!(error instanceof ReadProblem)) throw error
  }
  const [row] = first
  return row !== undefined && typeOf(row) !== undefined && ('userId' in row || 'anonymousId' in row)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/**
 * Calls of long ago, a line each, as an archive of them is. When they were sent to whoever kept them says nothing about the
 * clock of who sends them now, and without a time of its own a call happened nobody knows when.
 */
export async function* readCalls(file: SourceFile, received: Micros): AsyncGenerator<Batch> {
  const gather = new Gather(file.name)
  const sink = {
    object: (row: Row, line: number, length: number) => {
      const read = length > mostCharacters ? tooLong(length) : readRow(row, received)
      if ('event' in read) gather.event({ event: read.event, line })
      else gather.refuse(line, read.fault.field, read.fault.value, read.fault.reason)
    },
    refuse: (...why: Parameters<Gather['refuse']>) => gather.refuse(...why),
  }
  let bytes = 0
  try {
    for await (bytes of scanObjects(file, undefined, sink)) if (gather.isFull) yield gather.take(bytes)
  } catch (error) {
    // What was read before the file broke stands, and is handed out before saying so.
    if (error instanceof ReadProblem && !gather.isEmpty) yield gather.take(bytes)
    throw error
  }
  if (!gather.isEmpty) yield gather.take(bytes)
}

function readRow(row: Row, received: Micros): Read {
  const type = typeOf(row)
  if (type === undefined) return refused('type', row['type'], `is none of ${callTypes.join(', ')}`)
  if ((row['timestamp'] ?? row['originalTimestamp'] ?? null) === null)
    return refused('timestamp', '', 'is empty: nothing says when it happened')
  const { sentAt: _, ...call } = row
  return readCall(type, call, { received })
}

function typeOf(row: Row): CallType | undefined {
  return callTypes.find((type) => type === row['type'])
}

function tooLong(length: number): Read {
  return refused('row', `${length} characters`, `is more than ${mostCharacters} characters`)
}

function refused(field: string, value: unknown, reason: string): Read {
  return { fault: { field, value: value === undefined ? '' : String(value), reason } }
}
