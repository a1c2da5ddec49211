/** A piece of ClickHouse SQL with its typed placeholders, `{name:Type}`, and their values. Values never enter the text. */
export interface SqlText {
  readonly sql: string
  readonly params: Readonly<Record<string, string | number>>
}
