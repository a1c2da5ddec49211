export interface Table {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What one part found: a section of docs/benchmarks.md. */
export interface Section {
  readonly title: string
  /** how it was measured, a paragraph each */
  readonly about: readonly string[]
  readonly tables: readonly Table[]
}

export function printed({ title, tables }: Section): string {
  return [`\n${title}`, ...tables.map((table) => `\n${table.caption}\n${aligned(table)}`)].join('\n')
}

function aligned({ head, rows }: Table): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n')
}

export function asMarkdown({ title, about, tables }: Section, measured: string): string {
  const parts = [`## ${title}`, measured, ...about]
  for (const { caption, head, rows } of tables) {
    const lines = [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    parts.push(`**${caption}**`, lines.map((row) => `| ${row.join(' | ')} |`).join('\n'))
  }
  return parts.join('\n\n')
}
