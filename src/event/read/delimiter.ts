import { CsvScanner } from './csv-scan.ts'
import type { Piece } from './decode.ts'

const candidates = [',', ';', '\t', '|'] as const
const headLength = 1 << 16

/**
 * Gathers the first pieces into one that is long enough to see the delimiter in, however the file is cut. Where it has
 * carriage returns and no line feed, lines end as classic Mac programs ended them: they are handed on as line feeds.
 */
export async function* headOfText(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  let head: Piece | null = null
  let isClassic = false
  let isPast = false
  for await (const piece of pieces) {
    if (isPast) {
      yield isClassic ? withLineFeeds(piece) : piece
      continue
    }
    head = head ? { text: head.text + piece.text, bytes: piece.bytes } : piece
    if (head.text.length < headLength) continue
    isPast = true
    isClassic = isClassicMac(head.text)
    yield isClassic ? withLineFeeds(head) : head
  }
  if (!isPast && head) yield isClassicMac(head.text) ? withLineFeeds(head) : head
}

function isClassicMac(text: string): boolean {
  return text.includes('\r') && !text.includes('\n')
}

function withLineFeeds({ text, bytes }: Piece): Piece {
  return { text: text.replaceAll('\r', '\n'), bytes }
}

/** The delimiter that cuts the first rows into the most cells of equal number; a comma where none does. Excel may say it in a line of its own. */
export function delimiterOf(text: string): string {
  const said = /^sep=(.)\r?\n/.exec(text)?.[1]
  if (said !== undefined) return said
  let best: string = ','
  let bestScore = 0
  for (const candidate of candidates) {
    const score = scoreOf(text.slice(0, headLength), candidate)
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return best
}

function scoreOf(text: string, delimiter: string): number {
  const widths: number[] = []
  let bad = 0
  const scanner = new CsvScanner(delimiter, {
    row: (cells) => widths.push(cells.length),
    bad: () => bad++,
  })
  scanner.push(text)
  if (widths.length === 0) scanner.end()
  const header = widths[0] ?? 0
  if (header < 2) return 0
  const even = widths.filter((width) => width === header).length / (widths.length + bad)
  // A wide table cut evenly beats a narrow one; raggedness weighs more than width.
  return even ** 3 * Math.log2(header + 1)
}
