import { ReadProblem } from '../problem.ts'
import type { Profile } from '../profile.ts'
import type { RandomAccess, SourceFile } from '../source.ts'
import type { CellSink } from './cells.ts'
import { assertColumns } from './columns.ts'
import { Instant } from './instant.ts'
import { isPlainObject, ObjectCells } from './json-cells.ts'

/** Rows between two chances to hand out a batch. */
const rowsAPiece = 5_000

/** Parquet: one group of rows at a time, so a file may be as large as it likes and a group as large as memory. */
export async function* scanParquet<Slot>(
  file: SourceFile,
  profile: Profile,
  sink: CellSink<Slot>,
): AsyncGenerator<number> {
  const access = await file.random?.()
  if (access === undefined)
    throw problem(file.name, 'needs-random-access', 'it can only be streamed', 'Store it as a file first')
  const scan = await opened(access, file.name)
  assertColumns(scan.columns, profile, file.name)
  const cells = new ObjectCells(sink)
  let ordinal = 0
  for (const { rowStart, rowEnd } of scan.ranges) {
    const wanted = scan.columns.filter((column) => !profile.ignore?.includes(column))
    const columns = await columnsOf(scan, wanted, rowStart, rowEnd, file.name)
    for (let row = 0; row < rowEnd - rowStart; row++) {
      sink.start()
      for (const { name, values, isLocal } of columns) putCell(cells, name, values[row], isLocal)
      sink.finish(++ordinal)
      if (ordinal % rowsAPiece === 0) yield Math.floor((access.byteLength * ordinal) / scan.rows)
    }
  }
  yield access.byteLength
}

function putCell<Slot>(cells: ObjectCells<Slot>, name: string, value: unknown, isLocal: boolean): void {
  if (value instanceof Instant && isLocal) cells.put(name, new Instant(value.micros, true))
  else if (value instanceof Uint8Array) cells.put(name, hexOf(value))
  else if (isPlainObject(value)) cells.putAll({ [name]: value })
  else cells.put(name, value)
}

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

interface Opened {
  readonly columns: readonly string[]
  readonly locals: ReadonlySet<string>
  readonly rows: number
  readonly ranges: readonly { readonly rowStart: number; readonly rowEnd: number }[]
  readColumn(range: { column: string; rowStart: number; rowEnd: number }): Promise<ArrayLike<unknown>>
}

async function opened(access: RandomAccess, file: string): Promise<Opened> {
  // Loaded when a Parquet file comes: no other command should pay for it.
  const [{ parquetScan, parquetSchema }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ])
  return await guarded(file, async () => {
    const scan = await parquetScan({ file: access, compressors, parsers, geoparquet: false })
    const elements = parquetSchema(scan.metadata).children.map((child) => child.element)
    const locals = elements.filter((one) => one.logical_type?.type === 'TIMESTAMP' && !one.logical_type.isAdjustedToUTC)
    return {
      columns: elements.map((element) => element.name),
      locals: new Set(locals.map((element) => element.name)),
      rows: Math.max(1, Number(scan.metadata.num_rows)),
      ranges: scan.ranges,
      readColumn: scan.readColumn,
    }
  })
}

async function columnsOf(scan: Opened, names: readonly string[], rowStart: number, rowEnd: number, file: string) {
  return await guarded(file, async () => {
    const columns: { name: string; values: ArrayLike<unknown>; isLocal: boolean }[] = []
    for (const name of names) {
      const values = await scan.readColumn({ column: name, rowStart, rowEnd })
      columns.push({ name, values, isLocal: scan.locals.has(name) })
    }
    return columns
  })
}

/** Times as instants, to the microsecond; days as the text of a date, which a zone then gives an instant. */
const parsers = {
  timestampFromMilliseconds: (millis: bigint) => new Instant(Number(millis) * 1000, false),
  timestampFromMicroseconds: (micros: bigint) => new Instant(Number(micros), false),
  timestampFromNanoseconds: (nanos: bigint) => new Instant(Number(nanos / 1000n), false),
  dateFromDays: (days: number) => new Instant(days * 86_400_000_000, true).toString().slice(0, 10),
}

/** The library reports a broken file with errors of many kinds; here each is the file's problem, with what was said. */
async function guarded<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw problem(file, 'broken-structure', `it is not whole as Parquet: ${said}`, 'Export or download the file again')
  }
}

function problem(
  file: string,
  code: 'broken-structure' | 'needs-random-access',
  says: string,
  remedy: string,
): ReadProblem {
  return new ReadProblem({ code, file, says, remedy })
}
