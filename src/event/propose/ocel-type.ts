import type { Profile } from '../profile.ts'
import { ocelObjects, parsed, relatedByType, scanElements } from '../read/ocel.ts'
import type { SourceFile } from '../source.ts'
import { sampleRows } from './table.ts'

export interface TypeChoice {
  readonly chosen: string
  readonly types: readonly string[]
}

interface Seen {
  /** events with exactly one object of the type */
  single: number
  readonly objects: Map<string, number>
}

/**
 * Which type of object is the case: the one that most events have exactly one object of, if its objects live through
 * several events but not through most of them, as a resource does.
 */
export async function chooseCaseType(file: SourceFile, given: Profile): Promise<TypeChoice> {
  const objects = await ocelObjects(file)
  if (given.fields.case !== undefined) return { chosen: given.fields.case, types: objects.types }
  const seen = new Map<string, Seen>(objects.types.map((type) => [type, { single: 0, objects: new Map() }]))
  let events = 0
  for await (const _ of scanElements(file, (section, text) => {
    const event = section === 'events' ? parsed(text) : null
    if (event === null) return
    events++
    for (const [type, ids] of relatedByType(event, objects)) look(seen.get(type), ids)
  })) {
    if (events >= sampleRows) break
  }
  const ranked = [...seen].sort(([, a], [, b]) => rank(b, events) - rank(a, events))
  return { chosen: ranked[0]?.[0] ?? '', types: objects.types }
}

function look(seen: Seen | undefined, ids: readonly string[]): void {
  if (seen === undefined) return
  if (ids.length === 1) seen.single++
  for (const id of ids) seen.objects.set(id, (seen.objects.get(id) ?? 0) + 1)
}

function rank(seen: Seen, events: number): number {
  if (events === 0 || seen.objects.size === 0) return 0
  const all = [...seen.objects.values()].reduce((sum, n) => sum + n, 0)
  const each = all / seen.objects.size
  const isResource = seen.objects.size < 3 || each > events / 4 || each > 50
  return (seen.single / events) * (isResource ? 0.2 : each < 1.5 ? 0.4 : 1)
}
