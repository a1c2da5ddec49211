import { ReadProblem } from '../problem.ts'
import type { Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import { type Batch, Gather } from './batch.ts'
import { CsvScanner } from './csv-scan.ts'
import { decode } from './decode.ts'
import { delimiterOf, headOfText } from './delimiter.ts'
import { EventMaker, isLifecycle } from './maker.ts'
import { namedColumns, type Slot } from './slots.ts'

/** CSV, TSV and their kin: the first row names the columns. */
export async function* readCsv(file: SourceFile, profile: Profile): AsyncGenerator<Batch> {
  const gather = new Gather(file.name)
  const maker = new EventMaker(profile, gather)
  let scanner: CsvScanner | null = null
  let bytes = 0
  for await (const piece of headOfText(decode(file.stream(), profile.encoding))) {
    scanner ??= new CsvScanner(profile.delimiter ?? delimiterOf(piece.text), tableSink(profile, gather, maker))
    scanner.push(piece.text)
    bytes = piece.bytes
    if (gather.isFull) yield gather.take(bytes)
  }
  scanner?.end()
  if (!gather.isEmpty) yield gather.take(bytes)
}

function tableSink(profile: Profile, gather: Gather, maker: EventMaker) {
  let slots: readonly Slot[] | null = null
  return {
    row(cells: readonly string[], line: number) {
      if (slots === null) {
        const columns = columnNames(cells)
        assertColumns(columns, profile, gather.file)
        slots = columns.map((column) => maker.slot(column))
        return
      }
      const width = slots.length
      if (cells.length !== width && !isPadded(cells, width)) {
        gather.refuse(line, 'row', cells.join(' | '), `has ${cells.length} cells where the header has ${width}`)
        return
      }
      maker.start()
      for (let i = 0; i < width; i++) {
        const slot = slots[i]
        const cell = cells[i]
        if (slot !== undefined && cell !== undefined) maker.put(slot, cell)
      }
      maker.finish(line)
    },
    bad(line: number, text: string, reason: string) {
      gather.refuse(line, 'row', text, reason)
    },
  }
}

/** Names as the header has them; an empty one is called by its place, and one that comes again gets a number. */
export function columnNames(header: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return header.map((cell, i) => {
    const plain = cell.trim() === '' ? `column ${i + 1}` : cell.trim()
    let name = plain
    for (let n = 2; seen.has(name); n++) name = `${plain} (${n})`
    seen.add(name)
    return name
  })
}

/** Some programs end every row with delimiters that name nothing. */
export function isPadded(cells: readonly string[], width: number): boolean {
  if (cells.length < width) return false
  for (let i = width; i < cells.length; i++) if (cells[i] !== '') return false
  return true
}

export function assertColumns(columns: readonly string[], profile: Profile, file: string): void {
  const wanted = namedColumns(profile)
  for (const { column, by } of wanted) {
    if (columns.includes(column)) continue
    const says = `there is no column "${column}", which ${by} is to be read from`
    throw new ReadProblem({
      code: 'no-such-column',
      file,
      line: 1,
      says,
      remedy: `Its columns are ${columns.join(', ')}`,
    })
  }
  if (profile.lifecycle === undefined || columns.some(isLifecycle)) return
  const says = `there is no column "lifecycle:transition" to find "${profile.lifecycle}" in`
  throw new ReadProblem({ code: 'no-such-column', file, line: 1, says, remedy: 'Leave out --lifecycle' })
}
