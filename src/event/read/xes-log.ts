import type { Scalar } from '../event.ts'
import type { ReadProblemCode } from '../problem.ts'
import type { CellSink } from './cells.ts'

/** The column that holds the name of an event's trace, called as other tools call it. */
const traceName = 'case:concept:name'

interface Node {
  readonly tag: string
  readonly key: string
  readonly value: Scalar
  readonly children: Node[]
}

const attributeTags = new Set(['string', 'date', 'int', 'float', 'boolean', 'id', 'list', 'container', 'values'])
const mostNested = 100_000

/** The grammar of XES over its elements: log, traces, events, and attributes, nested or not. */
export class XesLog<Slot> {
  /** events begun so far */
  events = 0
  readonly #sink: CellSink<Slot>
  readonly #problem: (code: ReadProblemCode, says: string) => Error
  #traces = 0
  #where: 'outside' | 'log' | 'trace' | 'event' = 'outside'
  /** how many elements deep in something that says nothing about events */
  #skipped = 0
  readonly #slots = new Map<string, Slot>()
  #traceCells: (readonly [Slot, Scalar])[] = []
  #isTraceOpen = true
  readonly #nest: Node[] = []
  #nested = 0

  constructor(sink: CellSink<Slot>, problem: (code: ReadProblemCode, says: string) => Error) {
    this.#sink = sink
    this.#problem = problem
  }

  open(tag: string, key: string, value: string, isEmpty: boolean): void {
    if (this.#skipped > 0) {
      if (!isEmpty) this.#skipped++
    } else if (this.#nest.length > 0) {
      this.#openNested(tag, key, value, isEmpty)
    } else if (this.#where !== 'outside' && this.#where !== 'log' && attributeTags.has(tag)) {
      if (isEmpty) this.#cell(key, scalarOf(tag, value))
      else this.#nest.push({ tag, key, value: scalarOf(tag, value), children: [] })
    } else this.#openPart(tag, isEmpty)
  }

  close(tag: string): void {
    if (this.#skipped > 0) {
      this.#skipped--
      return
    }
    const node = this.#nest.pop()
    if (node !== undefined) {
      if (this.#nest.length === 0) this.#emit(node)
    } else if (tag === 'event' && this.#where === 'event') {
      this.#where = 'trace'
      this.#sink.finish(this.events)
    } else if (tag === 'trace') this.#where = 'log'
  }

  /** A log, a trace, an event; what else stands in a log (globals, classifiers, its own attributes) describes no event. */
  #openPart(tag: string, isEmpty: boolean): void {
    if (this.#where === 'outside') {
      if (tag !== 'log') throw this.#problem('format-mismatch', `its first element is <${tag.slice(0, 60)}>, not <log>`)
      if (!isEmpty) this.#where = 'log'
    } else if (tag === 'trace' && this.#where === 'log') {
      this.#traces++
      this.#traceCells = [[this.#slot(traceName), `trace ${this.#traces}`]]
      this.#isTraceOpen = true
      if (!isEmpty) this.#where = 'trace'
    } else if (tag === 'event' && (this.#where === 'trace' || this.#where === 'log')) this.#openEvent(isEmpty)
    else if (!isEmpty) this.#skipped = 1
  }

  #openEvent(isEmpty: boolean): void {
    this.events++
    if (this.#where === 'log') {
      this.#sink.refuse(this.events, 'case', '', 'is in no trace')
      if (!isEmpty) this.#skipped = 1
      return
    }
    this.#isTraceOpen = false
    this.#sink.start()
    for (let i = 0; i < this.#traceCells.length; i++) {
      const cell = this.#traceCells[i]
      if (cell !== undefined) this.#sink.put(cell[0], cell[1])
    }
    if (isEmpty) this.#sink.finish(this.events)
    else this.#where = 'event'
  }

  #cell(key: string, value: Scalar): void {
    if (this.#where === 'event') {
      this.#sink.put(this.#slot(key), value)
      return
    }
    if (!this.#isTraceOpen) {
      this.#sink.refuse(this.events, key, String(value), 'belongs to a trace but stands behind its first event')
      return
    }
    if (key !== 'concept:name') this.#traceCells.push([this.#slot(key), value])
    else if (value !== '') this.#traceCells[0] = [this.#slot(traceName), value]
  }

  #slot(key: string): Slot {
    const known = this.#slots.get(key)
    if (known !== undefined) return known
    const slot = this.#sink.slot(key)
    this.#slots.set(key, slot)
    return slot
  }

  #openNested(tag: string, key: string, value: string, isEmpty: boolean): void {
    if (++this.#nested > mostNested) throw this.#problem('too-long', `"${key.slice(0, 60)}" is nested in too much else`)
    const node: Node = { tag, key, value: scalarOf(tag, value), children: [] }
    this.#nest.at(-1)?.children.push(node)
    if (!isEmpty) this.#nest.push(node)
  }

  #emit(node: Node): void {
    this.#nested = 0
    this.#flatten(node.key, node)
  }

  /** What hangs on a value becomes `key.child`; a list or a container stays one value, as JSON. */
  #flatten(key: string, node: Node): void {
    if (isCollection(node.tag)) {
      this.#cell(key, JSON.stringify(entries(node)))
      return
    }
    this.#cell(key, node.value)
    for (const child of node.children) this.#flatten(`${key}.${child.key}`, child)
  }
}

function isCollection(tag: string): boolean {
  return tag === 'list' || tag === 'container' || tag === 'values'
}

/** The entries of a list in their order: keys may come twice, so they cannot be one object. */
function entries(node: Node): unknown[] {
  return node.children.flatMap((child) => {
    if (child.tag === 'values') return entries(child)
    const value = isCollection(child.tag) ? entries(child) : child.value
    if (isCollection(child.tag) || child.children.length === 0) return [{ [child.key]: value }]
    return [{ [child.key]: value, nested: entries(child) }]
  })
}

function scalarOf(tag: string, value: string): Scalar {
  if (tag === 'int' || tag === 'float') {
    const number = value === '' ? Number.NaN : Number(value)
    const isExact = tag === 'float' ? Number.isFinite(number) : Number.isSafeInteger(number)
    return isExact ? number : value
  }
  if (tag === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}
