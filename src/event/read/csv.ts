import type { Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import type { CellSink } from './cells.ts'
import { assertColumns, columnNames, isPadded } from './columns.ts'
import { CsvScanner, type RowSink } from './csv-scan.ts'
import { decode } from './decode.ts'
import { delimiterOf, headOfText } from './delimiter.ts'

/** CSV, TSV and their kin: the first row names the columns. */
export async function* scanCsv<Slot>(file: SourceFile, profile: Profile, sink: CellSink<Slot>): AsyncGenerator<number> {
  let scanner: CsvScanner | null = null
  for await (const piece of headOfText(decode(file.stream(), profile.encoding))) {
    scanner ??= new CsvScanner(profile.delimiter ?? delimiterOf(piece.text), rowsInto(sink, profile, file.name))
    scanner.push(piece.text)
    yield piece.bytes
  }
  scanner?.end()
}

function rowsInto<Slot>(sink: CellSink<Slot>, profile: Profile, file: string): RowSink {
  let slots: readonly Slot[] | null = null
  return {
    row(cells, line) {
      if (slots === null) {
        if (line === 1 && cells[0]?.startsWith('sep=') && cells.length <= 2) return
        const columns = columnNames(cells)
        assertColumns(columns, profile, file)
        slots = columns.map((column) => sink.slot(column))
        return
      }
      const width = slots.length
      if (cells.length !== width && !isPadded(cells, width)) {
        sink.refuse(line, 'row', cells.join(' | '), `has ${cells.length} cells where the header has ${width}`)
        return
      }
      sink.start()
      for (let i = 0; i < width; i++) {
        const slot = slots[i]
        const cell = cells[i]
        if (slot !== undefined && cell !== undefined) sink.put(slot, cell)
      }
      sink.finish(line)
    },
    bad: (line, text, reason) => sink.refuse(line, 'row', text, reason),
  }
}
