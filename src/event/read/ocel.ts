import { ReadProblem, type ReadProblemCode } from '../problem.ts'
import type { Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import type { CellSink } from './cells.ts'
import { decode } from './decode.ts'
import { isPlainObject, ObjectCells } from './json-cells.ts'
import { ElementScanner } from './json-scan.ts'
import { customerIds } from './slots.ts'

/** The columns of an event itself; its attributes stand beside them, and each type of object is a column too. */
export const ocelColumns = { id: 'ocel:eid', name: 'ocel:activity', at: 'ocel:timestamp' } as const

/** What the first pass over a file keeps: about 100 bytes an object, and nothing of its events. */
export interface OcelObjects {
  readonly types: readonly string[]
  /** id -> place of its type in `types` */
  readonly typeOf: ReadonlyMap<string, number>
}

/**
 * OCEL 2.0 JSON. An event is related to objects; which of their types is the case, the profile says. An event of two such
 * objects becomes two, an event of none is left out. Events may stand before the objects they name, so the file is read
 * twice: objects first.
 */
export async function* scanOcel<Slot>(
  file: SourceFile,
  profile: Profile,
  sink: CellSink<Slot>,
): AsyncGenerator<number> {
  const objects = await ocelObjects(file)
  const type = caseType(file.name, profile, objects)
  const cells = new ObjectCells(sink)
  let ordinal = 0
  yield* scanElements(file, (section, text) => {
    if (section !== 'events') return
    ordinal++
    const event = parsed(text)
    if (event === null) sink.refuse(ordinal, 'row', text, 'is not a JSON object')
    else putEvent(event, ordinal, type, objects, sink, cells)
  })
}

function putEvent<Slot>(
  event: OcelEvent,
  ordinal: number,
  type: string,
  objects: OcelObjects,
  sink: CellSink<Slot>,
  cells: ObjectCells<Slot>,
): void {
  const related = relatedByType(event, objects)
  const cases = related.get(type) ?? []
  if (cases.length === 0) sink.filter()
  for (const one of cases) {
    sink.start()
    for (const { name, value } of attributesOf(event))
      cells.put(objects.types.includes(name) ? `event.${name}` : name, value)
    for (const [other, ids] of related) cells.put(other, other === type ? one : ids.join(', '))
    const id = event['id']
    if (id !== undefined) cells.put(ocelColumns.id, cases.length === 1 ? id : `${String(id)}/${one}`)
    cells.put(ocelColumns.name, event['type'])
    cells.put(ocelColumns.at, event['time'])
    sink.finish(ordinal)
  }
}

export type OcelEvent = Readonly<Record<string, unknown>>

/** The objects of an event, each once, by their type. */
export function relatedByType(event: OcelEvent, objects: OcelObjects): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const relation of listOf(event['relationships'])) {
    const id = relation['objectId']
    const place = typeof id === 'string' ? objects.typeOf.get(id) : undefined
    const type = place === undefined ? undefined : objects.types[place]
    if (type === undefined || typeof id !== 'string') continue
    const ids = found.get(type)
    if (ids === undefined) found.set(type, [id])
    else if (!ids.includes(id)) ids.push(id)
  }
  return found
}

function attributesOf(event: OcelEvent): { readonly name: string; readonly value: unknown }[] {
  return listOf(event['attributes']).flatMap(({ name, value }) => (typeof name === 'string' ? [{ name, value }] : []))
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : []
}

/** The first pass: the type of every object. */
export async function ocelObjects(file: SourceFile): Promise<OcelObjects> {
  const types: string[] = []
  const places = new Map<string, number>()
  const typeOf = new Map<string, number>()
  for await (const _ of scanElements(file, (section, text) => {
    if (section !== 'objects') return
    const object = parsed(text)
    const { id, type } = object ?? {}
    if (typeof id !== 'string' || typeof type !== 'string') return
    if (!places.has(type)) places.set(type, types.push(type) - 1)
    typeOf.set(id, places.get(type) ?? 0)
  })) {
    // Only what the pass collects is wanted.
  }
  return { types, typeOf }
}

export async function* scanElements(
  file: SourceFile,
  element: (section: string, text: string) => void,
): AsyncGenerator<number> {
  const sections = new Set<string>()
  const problem = (code: ReadProblemCode, says: string) => ocelProblem(file.name, code, says)
  const scanner = new ElementScanner({
    element: (section, text) => {
      sections.add(section)
      element(section, text)
    },
    problem,
  })
  for await (const piece of decode(file.stream(), 'utf-8')) {
    scanner.push(piece.text)
    yield piece.bytes
  }
  scanner.end()
  if (!sections.has('events')) throw problem('format-mismatch', 'it has no list "events"')
}

function ocelProblem(file: string, code: ReadProblemCode, says: string): ReadProblem {
  const remedy =
    code === 'format-mismatch' ? 'Is it an event log in OCEL 2.0 JSON?' : 'Export or download the log again'
  return new ReadProblem({ code, file, says, remedy })
}

/** The type of object that is the case, or where the profile names none, the customer. */
function caseType(file: string, profile: Profile, objects: OcelObjects): string {
  const type = profile.fields.case ?? customerIds(profile)[0]?.[1] ?? ''
  if (objects.types.includes(type)) return type
  const says = `there is no type of object "${type}" to be the case`
  const choices = objects.types.length === 0 ? 'It has no objects at all' : `Its types are ${objects.types.join(', ')}`
  throw new ReadProblem({ code: 'no-such-column', file, says, remedy: choices })
}

export function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isPlainObject(value) ? value : null
  } catch {
    return null // the caller refuses it as no JSON object
  }
}
