/** JSONEachRow: one object a line. Integers that a number cannot hold stay text, so that none is rounded. */
export function parseRows<Row>(text: string): Row[] {
  if (text === '') return []
  const array = `[${text.trimEnd().replaceAll('}\n{', '},\n{')}]`
  // The engine escapes line feeds in strings, so that "}\n{" only ever stands between rows.
  const rows: Row[] = /[0-9]{16}/.test(text) ? JSON.parse(array, exactIntegers) : JSON.parse(array)
  return rows
}

function exactIntegers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source ?? ''
  return /^-?[0-9]+$/.test(source) ? source : value
}
