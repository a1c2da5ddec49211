/** A table to take along: whole values, not as they are rounded on the screen. Nothing known is null. */
export interface TableData {
  readonly columns: readonly Column[]
}
export interface Column {
  readonly name: string
  readonly values: readonly (string | number | null)[]
}

/** Rows given one by one, as columns by these names. */
export function tableOf(names: readonly string[], rows: readonly (readonly (string | number | null)[])[]): TableData {
  return { columns: names.map((name, i) => ({ name, values: rows.map((row) => row[i] ?? null) })) }
}

/** CSV by RFC 4180: what holds a comma, a quote or a line break is quoted; null is empty. */
export function toCsv({ columns }: TableData): string {
  const length = Math.max(0, ...columns.map(({ values }) => values.length))
  const head = columns.map(({ name }) => cell(name)).join(',')
  const rows = Array.from({ length }, (_, i) => columns.map(({ values }) => cell(values[i] ?? null)).join(','))
  return `${[head, ...rows].join('\r\n')}\r\n`
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  // A program that opens tables would run a text that begins so as a formula.
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Parquet: a column of numbers alone is of doubles, any other of texts. The writer is fetched when first asked for. */
export async function toParquet({ columns }: TableData): Promise<ArrayBuffer> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  return parquetWriteBuffer({
    columnData: columns.map(({ name, values }) =>
      values.every((value) => typeof value !== 'string')
        ? { name, data: [...values], type: 'DOUBLE' as const }
        : { name, data: values.map((value) => (value === null ? null : String(value))), type: 'STRING' as const },
    ),
  })
}
