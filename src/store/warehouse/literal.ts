import type { Query } from '../ports.ts'

/** A text as ClickHouse SQL writes it. Only the backslash and the quote can end or bend it. */
export function textLiteral(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`
}

export function arrayLiteral(values: readonly string[]): string {
  return `[${values.map(textLiteral).join(', ')}]`
}

/**
 * The statement with each `{name:Type}` replaced by its value as a literal cast to its type. A name that has no value is
 * refused; text inside quotes is left alone.
 */
export function inline(query: Query): string {
  const params = query.params
  if (params === undefined || Object.keys(params).length === 0) return query.sql
  const token = /'(?:[^'\\]|\\.|'')*'|\{([A-Za-z_][A-Za-z0-9_]*):([^{}]+)\}/gs
  return query.sql.replace(token, (whole: string, name: string | undefined, type: string | undefined) => {
    if (name === undefined || type === undefined) return whole
    if (!Object.hasOwn(params, name)) throw new RangeError(`the parameter "${name}" has no value`)
    return typed(params[name], type.trim())
  })
}

function typed(value: unknown, type: string): string {
  if (type === 'Identifier') return `\`${String(value).replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
  if (type === 'String' && typeof value === 'string') return textLiteral(value)
  return `CAST(${literal(value)}, ${textLiteral(type)})`
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'string') return textLiteral(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be a value in a question`)
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  throw new RangeError(`a value of type ${typeof value} cannot be in a question`)
}
