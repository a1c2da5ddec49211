/** The canonical text of a map: one way to write each document, so that a change of the text is a change of the map. */
import type { MapDocument } from './document.ts'
import { flowScalar, scalar } from './scalar.ts'
import { shape } from './schema.ts'

/** A group or a list stands on one line where that line, with its indent, is no longer than this. */
const widest = 120

/** These stand one below the other however short they are: they are what a reader looks for. */
const alwaysBlock: ReadonlySet<string> = new Set(['phases', 'steps'])

type Value = string | number | boolean | readonly Value[] | Group
interface Group {
  readonly [key: string]: Value | undefined
}

/** Keys in the order of the schema. Throws where the map is none, since its text could not be read again. */
export function printMap(map: MapDocument): string {
  const ordered: Group = shape.parse(map)
  return `${block(ordered, 0).join('\n')}\n`
}

/** The lines of a group, each `key: value`. */
function block(group: Group, indent: number): readonly string[] {
  return entriesOf(group).flatMap(([key, value]) => entry(key, value, indent))
}

function entry(key: string, value: Value, indent: number): readonly string[] {
  const start = `${' '.repeat(indent)}${scalar(key)}:`
  if (typeof value !== 'object') return [`${start} ${scalar(value)}`]
  const line = `${start} ${flow(value)}`
  if (isEmpty(value) || (line.length <= widest && !alwaysBlock.has(key))) return [line]
  const mayFlow = !alwaysBlock.has(key)
  return [start, ...(isList(value) ? list(value, indent + 2, mayFlow) : block(value, indent + 2))]
}

function list(items: readonly Value[], indent: number, mayFlow = true): readonly string[] {
  return items.flatMap((item) => listItem(item, indent, mayFlow))
}

/** A dash, and behind it the item's first line in place of two spaces of its indent. */
function listItem(item: Value, indent: number, mayFlow: boolean): readonly string[] {
  const start = `${' '.repeat(indent)}- `
  if (typeof item !== 'object') return [`${start}${scalar(item)}`]
  const line = `${start}${flow(item)}`
  if (isEmpty(item) || (mayFlow && line.length <= widest)) return [line]
  const [first = '', ...rest] = isList(item) ? list(item, indent + 2) : block(item, indent + 2)
  return [`${start}${first.slice(indent + 2)}`, ...rest]
}

function flow(value: Value): string {
  if (typeof value !== 'object') return flowScalar(value)
  if (isList(value)) return `[${value.map(flow).join(', ')}]`
  const inner = entriesOf(value).map(([key, each]) => `${flowScalar(key)}: ${flow(each)}`)
  return inner.length === 0 ? '{}' : `{ ${inner.join(', ')} }`
}

function isList(value: readonly Value[] | Group): value is readonly Value[] {
  return Array.isArray(value)
}

function isEmpty(value: readonly Value[] | Group): boolean {
  return (isList(value) ? value : entriesOf(value)).length === 0
}

function entriesOf(group: Group): readonly (readonly [string, Value])[] {
  return Object.entries(group).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
}
