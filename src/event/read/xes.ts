import { ReadProblem, type ReadProblemCode } from '../problem.ts'
import type { Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import type { CellSink } from './cells.ts'
import { decode } from './decode.ts'
import { XesLog } from './xes-log.ts'
import { XmlScanner } from './xml-scan.ts'

/** XES (IEEE 1849): each event is a row of its own attributes and those of its trace. */
export async function* scanXes<Slot>(file: SourceFile, profile: Profile, sink: CellSink<Slot>): AsyncGenerator<number> {
  const scanner = scannerInto(sink, file.name)
  for await (const piece of decode(file.stream(), profile.encoding)) {
    scanner.push(piece.text)
    yield piece.bytes
  }
  scanner.end()
}

function scannerInto<Slot>(sink: CellSink<Slot>, file: string): XmlScanner {
  const problem = (code: ReadProblemCode, says: string) => {
    const where = log.events === 0 ? 'before its first event' : `behind event ${log.events}`
    const remedy = code === 'format-mismatch' ? 'Is it an event log in XES?' : 'Export or download the log again'
    return new ReadProblem({ code, file, says: `${says} (${where})`, remedy })
  }
  const log: XesLog<Slot> = new XesLog(sink, problem)
  return new XmlScanner({
    open: (tag, key, value, isEmpty) => log.open(tag, key, value, isEmpty),
    close: (tag) => log.close(tag),
    problem,
  })
}
