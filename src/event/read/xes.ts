import { ReadProblem, type ReadProblemCode } from '../problem.ts'
import type { Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import { type Batch, Gather } from './batch.ts'
import { type CellSink, EventSink } from './cells.ts'
import { decode } from './decode.ts'
import { EventMaker } from './maker.ts'
import { XesLog } from './xes-log.ts'
import { XmlScanner } from './xml-scan.ts'

/** XES (IEEE 1849): each event is a row of its own attributes and those of its trace. */
export async function* readXes(file: SourceFile, profile: Profile): AsyncGenerator<Batch> {
  const gather = new Gather(file.name)
  const scanner = xesScanner(file.name, new EventSink(new EventMaker(profile, gather), gather))
  let bytes = 0
  try {
    for await (const piece of decode(file.stream(), profile.encoding)) {
      scanner.push(piece.text)
      bytes = piece.bytes
      if (gather.isFull) yield gather.take(bytes)
    }
    scanner.end()
  } catch (error) {
    // What was read before the file broke stands, and is handed out before saying so.
    if (error instanceof ReadProblem && !gather.isEmpty) yield gather.take(bytes)
    throw error
  }
  if (!gather.isEmpty) yield gather.take(bytes)
}

export function xesScanner(file: string, sink: CellSink): XmlScanner {
  const problem = (code: ReadProblemCode, says: string) => {
    const where = log.events === 0 ? 'before its first event' : `behind event ${log.events}`
    const remedy = code === 'format-mismatch' ? 'Is it an event log in XES?' : 'Export or download the log again'
    return new ReadProblem({ code, file, says: `${says} (${where})`, remedy })
  }
  const log: XesLog = new XesLog(sink, problem)
  return new XmlScanner({
    open: (tag, key, value, isEmpty) => log.open(tag, key, value, isEmpty),
    close: (tag) => log.close(tag),
    problem,
  })
}
