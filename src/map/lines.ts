import { type Document, isCollection, isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import { type Path, printPath } from './problem.ts'

export interface Place {
  readonly line: number
  readonly column: number
}

/** Where each part of a document stands in its text, by its path as problems and findings print it; '' is the whole. */
export type Lines = ReadonlyMap<string, Place>

/** The place of a path, or of the nearest part that holds it. */
export function placeOf(lines: Lines, at: string): Place {
  for (let path = at; path !== ''; path = outer(path)) {
    const place = lines.get(path)
    if (place !== undefined) return place
  }
  return lines.get('') ?? { line: 1, column: 1 }
}

/** `a.b[0]` without its last part. A quoted key is passed over as a whole. */
function outer(path: string): string {
  return path.replace(/(\.?[\w-]+|\[\d+\]|\["(?:[^"\\]|\\.)*"\])$/, '')
}

export interface RepeatedKey extends Place {
  readonly at: string
  readonly key: string
}

/** Entries of a group stand where their key does, items of a list where the item does. */
export function linesOf(
  document: Document.Parsed,
  counter: LineCounter,
): { readonly lines: Lines; readonly repeated: readonly RepeatedKey[] } {
  const lines = new Map<string, Place>([
    ['', placeAt(counter, isCollection(document.contents) ? document.contents : null)],
  ])
  const repeated: RepeatedKey[] = []
  const left: { readonly node: unknown; readonly path: Path }[] = [{ node: document.contents, path: [] }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const seen = new Set<string | number>()
    for (const [key, placed, node] of childrenOf(next.node)) {
      const path = [...next.path, key]
      const at = printPath(path)
      const place = placeAt(counter, placed)
      if (seen.has(key)) repeated.push({ ...place, at, key: String(key) })
      seen.add(key)
      lines.set(at, place)
      left.push({ node, path })
    }
  }
  return { lines, repeated }
}

function* childrenOf(node: unknown): Generator<readonly [key: string | number, place: unknown, node: unknown]> {
  if (isMap(node)) {
    for (const pair of node.items) if (isPair(pair)) yield [keyOf(pair.key), pair.key, pair.value]
  } else if (isSeq(node)) {
    for (const [i, item] of node.items.entries()) yield [i, item, item]
  }
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}

function placeAt(counter: LineCounter, node: unknown): Place {
  const range = hasRange(node) ? node.range : undefined
  if (range === undefined || range === null) return { line: 1, column: 1 }
  return placeOfOffset(counter, range[0])
}

function hasRange(node: unknown): node is Pick<Node, 'range'> {
  return typeof node === 'object' && node !== null && 'range' in node
}

export function placeOfOffset(counter: LineCounter, offset: number): Place {
  const { line, col } = counter.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}
