/**
 * The way to a value of what came in: `$.ticket.id`, `$.lines[0]`, `$.tags[-1]` (the last), `$["first name"]`. `$` is the object that
 * becomes an event, `$$` all that came in, `$about` what came around it (a header, a subject, the name of a file).
 */
export const pathPattern = /^\$(?:\$|about)?(?:\.[\w-]+|\[-?\d{1,9}\]|\["(?:[^"\\]|\\["\\])*"\])*$/

/** What paths begin from. */
export interface Roots {
  readonly item: unknown
  readonly whole: unknown
  readonly about: unknown
}

type Part = string | number
interface Path {
  readonly root: keyof Roots
  readonly parts: readonly Part[]
}

const known = new Map<string, Path>()
const mostKnown = 10_000

/** The value there; undefined where there is none. */
export function valueAt(path: string, roots: Roots): unknown {
  const { root, parts } = compiled(path)
  let value = roots[root]
  for (const part of parts) {
    if (typeof value !== 'object' || value === null) return undefined
    if (typeof part === 'string') value = Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined
    else value = Array.isArray(value) ? value.at(part) : undefined
  }
  return value
}

function compiled(path: string): Path {
  let found = known.get(path)
  if (found === undefined) {
    if (known.size >= mostKnown) known.clear()
    found = compile(path)
    known.set(path, found)
  }
  return found
}

function compile(path: string): Path {
  const [, root = ''] = /^\$(\$|about)?/.exec(path) ?? []
  const rest = path.slice(1 + root.length)
  const parts = [...rest.matchAll(/\.([\w-]+)|\[(-?\d+)\]|\["((?:[^"\\]|\\["\\])*)"\]/g)].map(
    ([, word, place, quoted]): Part =>
      word ?? (place === undefined ? (quoted ?? '').replace(/\\(["\\])/g, '$1') : Number(place)),
  )
  return { root: root === '$' ? 'whole' : root === 'about' ? 'about' : 'item', parts }
}
