/** What a scanner hands out. `cells` is used again for the next row: keep what is in it, not it. */
export interface RowSink {
  row(cells: readonly string[], line: number): void
  bad(line: number, text: string, reason: string): void
}

const quote = 34
const newline = 10
const carriageReturn = 13

/** Where a row has no end after so many characters, a quote was opened and not closed, or this is no table. */
export const longestRow = 4 * 1024 * 1024

/**
 * Cuts delimited text into rows, whatever pieces it comes in. A row that goes wrong (text behind a closing quote, a quote
 * that is never closed) is reported, and scanning goes on at the line after the one it began on.
 */
export class CsvScanner {
  readonly #delimiter: number
  readonly #sink: RowSink
  readonly #cells: string[] = []
  #rest = ''
  #line = 1
  #isSkipping = false

  constructor(delimiter: string, sink: RowSink) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#sink = sink
  }

  push(text: string): void {
    this.#scan(this.#rest === '' ? text : this.#rest + text, false)
  }

  end(): void {
    this.#scan(this.#rest, true)
  }

  #scan(text: string, isLast: boolean): void {
    let at = 0
    if (this.#isSkipping) at = this.#skip(text)
    while (at < text.length) {
      const next = this.#row(text, at, isLast)
      if (next < 0) break
      at = next
    }
    this.#rest = at === 0 ? text : text.slice(at)
  }

  /** Where the line that is being skipped ends. */
  #skip(text: string): number {
    const end = text.indexOf('\n')
    if (end < 0) return text.length
    this.#isSkipping = false
    this.#line++
    return end + 1
  }

  /** Reads the row at `from`; answers where the next one begins, or -1 where this one has no end yet. */
  #row(text: string, from: number, isLast: boolean): number {
    const cells = this.#cells
    const delimiter = this.#delimiter
    const length = text.length
    let count = 0
    let lines = 1
    let at = from
    for (;;) {
      let end = at
      let code = -1
      if (text.charCodeAt(at) === quote) {
        end = this.#quoted(text, from, at, isLast)
        if (end === unfinished) return -1
        if (end < 0)
          return this.#bad(
            text,
            from,
            end === unclosed ? 'opens a quote that is never closed' : 'has text behind a closing quote',
            isLast,
          )
        cells[count] = this.#cell
        lines += this.#linesInCell
        code = end < length ? text.charCodeAt(end) : newline
        if (code === carriageReturn) {
          end++
          code = newline
        }
      } else {
        for (; end < length; end++) {
          code = text.charCodeAt(end)
          if (code === delimiter || code === newline) break
        }
        if (end === length) {
          if (!isLast) return length - from > longestRow ? this.#bad(text, from, tooLong, isLast) : -1
          code = newline
        }
        const isCrLf = code === newline && end > at && text.charCodeAt(end - 1) === carriageReturn
        cells[count] = text.slice(at, isCrLf ? end - 1 : end)
      }
      count++
      at = end + 1
      if (code === newline) break
    }
    if (at - from > longestRow) return this.#bad(text, from, tooLong, isLast)
    if (cells.length !== count) cells.length = count
    if (count > 1 || cells[0] !== '') this.#sink.row(cells, this.#line)
    this.#line += lines
    return at
  }

  // What `quoted` found beside the end: fields, since a result object for each cell would cost more than the scanning.
  #cell = ''
  #linesInCell = 0

  /** Reads the quoted cell at `at`; answers where it ends (at its delimiter or line end), or why it does not. */
  #quoted(text: string, from: number, at: number, isLast: boolean): number {
    let cell = ''
    let start = at + 1
    for (;;) {
      const close = text.indexOf('"', start)
      if (close < 0 || close - from > longestRow) {
        return close < 0 && !isLast && text.length - from <= longestRow ? unfinished : unclosed
      }
      if (close + 1 >= text.length && !isLast) return unfinished
      if (text.charCodeAt(close + 1) !== quote) {
        this.#cell = cell === '' ? text.slice(start, close) : cell + text.slice(start, close)
        this.#linesInCell = linesIn(this.#cell)
        return this.#afterQuote(text, close + 1, isLast)
      }
      cell += text.slice(start, close + 1)
      start = close + 2
    }
  }

  #afterQuote(text: string, at: number, isLast: boolean): number {
    const code = text.charCodeAt(at)
    if (at >= text.length || code === this.#delimiter || code === newline) return at
    if (code !== carriageReturn) return malformed
    if (at + 1 >= text.length) return isLast ? at : unfinished
    return text.charCodeAt(at + 1) === newline ? at : malformed
  }

  /** Reports the row and answers where the line after its first begins. */
  #bad(text: string, from: number, reason: string, isLast: boolean): number {
    const lineEnd = text.indexOf('\n', from)
    if (lineEnd < 0 && !isLast && text.length - from <= longestRow) return -1
    this.#sink.bad(this.#line, text.slice(from, lineEnd < 0 ? from + 400 : Math.min(lineEnd, from + 400)), reason)
    if (lineEnd < 0) {
      this.#isSkipping = !isLast
      return text.length
    }
    this.#line++
    return lineEnd + 1
  }
}

const unfinished = -1
const unclosed = -2
const malformed = -3
const tooLong = `is longer than ${longestRow} characters`

function linesIn(cell: string): number {
  let lines = 0
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines++
  return lines
}
