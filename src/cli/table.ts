/** A table as text: the first column to the left, figures to the right. */
export function table(head: readonly string[], raw: readonly (readonly string[])[]): string {
  const rows = raw.map((row) => row.map(printable))
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (isLeft(head, i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n')
}

/** Names come from files: a line break in one must not break the table, nor an escape sequence reach the terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) => (c === '\n' ? '⏎' : c === '\t' ? '⇥' : '\ufffd'))
}

const leftTitles = new Set([
  'step',
  'from',
  'to',
  'steps',
  'column',
  'field',
  'why',
  'examples',
  'name',
  'reason',
  'value',
  'kind',
  'path',
  'variant',
  'cases that …',
  'goes with it',
])
function isLeft(head: readonly string[], i: number): boolean {
  return leftTitles.has(head[i] ?? '')
}

/** 1,234 */
export function count(n: number): string {
  return n.toLocaleString('en-US')
}

/** 41 s, 3.2 min, 5.1 h, 1.4 d: one unit, as many digits as it can carry. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–'
  const [value, unit] = scale(seconds)
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : unit === 's' && value < 1 ? 3 : 1
  return `${value.toFixed(digits)} ${unit}`
}

function scale(seconds: number): readonly [number, string] {
  if (seconds < 120) return [seconds, 's']
  if (seconds < 7200) return [seconds / 60, 'min']
  if (seconds < 172_800) return [seconds / 3600, 'h']
  return [seconds / 86_400, 'd']
}

/** 2026-11-15 23:58 UTC */
export function instant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}

/** 41.2 % (39.8–42.6, n 3,904) */
export function share(of: { share: number | null; low: number | null; high: number | null; n: number }): string {
  if (of.share === null || of.low === null || of.high === null) return '–'
  return `${percent(of.share)} % (${percent(of.low)}–${percent(of.high)}, n ${count(of.n)})`
}

function percent(share: number): string {
  return (share * 100).toFixed(1)
}
