import type { Encoding } from '../format.ts'
import { ReadProblem, type ReadProblemCode } from '../problem.ts'
import type { Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import type { CellSink } from './cells.ts'
import { decode } from './decode.ts'
import { deepest, isPlainObject, isTooDeep, ObjectCells } from './json-cells.ts'
import { ElementScanner } from './json-scan.ts'

/** No line is longer; a file with such a line is not one of JSON lines. */
const longestLine = 32 * 1024 * 1024
/** where so many first rows are no JSON, the file is none */
const patience = 20

/** What is done with the rows of a file of JSON; lines are counted as E3 says. */
export interface ObjectSink {
  object(row: Record<string, unknown>, line: number, length: number): void
  refuse(line: number, field: string, value: string, reason: string): void
}

/** One JSON object a line, or one list of objects. */
export async function* scanJsonLines<Slot>(
  file: SourceFile,
  profile: Profile,
  sink: CellSink<Slot>,
): AsyncGenerator<number> {
  const cells = new ObjectCells(sink)
  yield* scanObjects(file, profile.encoding, {
    object: (row, line) => {
      sink.start()
      cells.putAll(row)
      sink.finish(line)
    },
    refuse: (...why) => sink.refuse(...why),
  })
}

/** The objects themselves, as they were parsed. */
export async function* scanObjects(
  file: SourceFile,
  encoding: Encoding | undefined,
  sink: ObjectSink,
): AsyncGenerator<number> {
  const rows = new JsonRows(sink, file.name)
  let cutter: { push(text: string): void; end(): void } | null = null
  for await (const piece of decode(file.stream(), encoding)) {
    cutter ??= cutterFor(piece.text, rows)
    cutter?.push(piece.text)
    yield piece.bytes
  }
  cutter?.end()
  rows.end()
}

/** Leading space cannot tell a list from lines; null until something else comes, and such space means nothing. */
function cutterFor(text: string, rows: JsonRows) {
  const first = /\S/.exec(text)?.[0]
  if (first === undefined) {
    rows.skipLines(text)
    return null
  }
  if (first !== '[') return new LineCutter(rows)
  return new ElementScanner({
    element: (_section, row) => rows.row(row),
    problem: (code, says) => rows.problem(code, says),
  })
}

class JsonRows {
  readonly #sink: ObjectSink
  readonly #file: string
  #line = 0
  #good = 0
  #bad = 0

  constructor(sink: ObjectSink, file: string) {
    this.#sink = sink
    this.#file = file
  }

  /** `text` is one line, or one element of a list. */
  row(text: string): void {
    this.#line++
    if (text.trim() === '') return
    const row = parsed(text)
    if (!isPlainObject(row)) {
      this.#refuse(text, row === undefined ? 'is not JSON' : 'is not a JSON object')
      return
    }
    if (isTooDeep(row)) {
      this.#refuse(text, `is nested more than ${deepest} deep`)
      return
    }
    this.#good++
    this.#sink.object(row, this.#line, text.length)
  }

  skipLines(text: string): void {
    this.#line += text.split('\n').length - 1
  }

  #refuse(text: string, reason: string): void {
    this.#bad++
    this.#sink.refuse(this.#line, 'row', text, reason)
    if (this.#good === 0 && this.#bad >= patience) throw this.#notJson()
  }

  end(): void {
    if (this.#good === 0 && this.#bad > 0) throw this.#notJson()
  }

  #notJson(): ReadProblem {
    return this.problem('format-mismatch', `none of its first ${this.#bad} rows is a JSON object`)
  }

  problem(code: ReadProblemCode, says: string): ReadProblem {
    const remedy = 'Give one JSON object a line, or one list of objects'
    return new ReadProblem({ code, file: this.#file, line: Math.max(1, this.#line), says, remedy })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no JSON text parses to it, and the row is refused as no JSON
  }
}

class LineCutter {
  readonly #rows: JsonRows
  #parts: string[] = []
  #length = 0

  constructor(rows: JsonRows) {
    this.#rows = rows
  }

  push(text: string): void {
    let at = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      this.#rows.row(this.#parts.length === 0 ? text.slice(at, end) : this.#whole(text.slice(at, end)))
      at = end + 1
    }
    if (at === text.length) return
    this.#parts.push(text.slice(at))
    this.#length += text.length - at
    if (this.#length > longestLine)
      throw this.#rows.problem('too-long', `a line is longer than ${longestLine} characters`)
  }

  end(): void {
    if (this.#parts.length > 0) this.#rows.row(this.#whole(''))
  }

  #whole(last: string): string {
    const line = this.#parts.join('') + last
    this.#parts = []
    this.#length = 0
    return line
  }
}
