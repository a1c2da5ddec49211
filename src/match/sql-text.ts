/** A piece of ClickHouse SQL with its typed placeholders, `{name:Type}`, and their values. Values never enter the text. */
export interface SqlText {
  readonly sql: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Gives each value a placeholder; the prefix keeps the names of several conditions in one query apart. */
export class Placeholders {
  readonly params: Record<string, string> = {}
  readonly #prefix: string
  readonly #names = new Map<string, string>()

  constructor(prefix: string) {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(prefix)) {
      throw new RangeError(`"${prefix}" cannot start the name of a parameter; use letters, digits and _`)
    }
    this.#prefix = prefix
  }

  text(value: string): string {
    return this.#add('String', value)
  }

  /** Sent as text, because clients refuse or round some numbers that the engine reads well. */
  number(value: number): string {
    return this.#add('Float64', String(value))
  }

  #add(type: 'String' | 'Float64', value: string): string {
    const key = `${type} ${value}`
    const known = this.#names.get(key)
    if (known !== undefined) return `{${known}:${type}}`
    const name = `${this.#prefix}_${this.#names.size}`
    this.#names.set(key, name)
    this.params[name] = value
    return `{${name}:${type}}`
  }
}
