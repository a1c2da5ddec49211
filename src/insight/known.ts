import { mentions, nearest, type Predicate } from '../match/index.ts'
import type { Warehouse } from '../store/index.ts'
import { QuestionProblem } from './problem.ts'

const plural = { property: 'properties', trait: 'traits' } as const

/**
 * A name misspelt in a segment would answer with nobody, or with everybody where it is denied, as if it were so (I2). What some
 * event of the store carries, or once was called, is known, whatever the period asked about.
 */
export async function assertKnown(warehouse: Warehouse, segment: Predicate): Promise<void> {
  if ((await warehouse.extent()) === null) return
  const asked = mentions(segment)
  const names = (await warehouse.names()).map(({ name }) => name)
  for (const name of asked.events) if (!names.includes(name)) throw unknown('event', name, 'events', names)
  for (const [kind, wanted] of [
    ['property', asked.properties],
    ['trait', asked.traits],
  ] as const) {
    if (wanted.length === 0) continue
    const known = await carried(warehouse, kind)
    for (const name of wanted) if (!known.includes(name)) throw unknown(kind, name, plural[kind], known)
  }
}

function unknown(kind: string, name: string, are: string, known: readonly string[]): QuestionProblem {
  const says =
    kind === 'event' ? `segment: no event is called "${name}".` : `segment: no event carries a ${kind} "${name}".`
  const near = nearest(name, known)
  if (near !== null) return new QuestionProblem('question-invalid', says, `Did you mean "${near}"?`)
  const some = known.slice(0, 12).map((one) => `"${one}"`)
  const more = known.length > some.length ? ` and ${known.length - some.length} more` : ''
  return new QuestionProblem(
    'question-invalid',
    says,
    some.length === 0 ? `The events carry no ${are} at all.` : `The ${are} are ${some.join(', ')}${more}.`,
  )
}

async function carried(warehouse: Warehouse, kind: 'property' | 'trait'): Promise<readonly string[]> {
  const all = await warehouse.carried()
  return [...new Set(all.filter((one) => one.kind === kind).map(({ property }) => property))]
}
