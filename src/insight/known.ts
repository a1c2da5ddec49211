import { mentions, nearest, type Predicate } from '../match/index.ts'
import type { Warehouse } from '../store/index.ts'
import { QuestionProblem } from './problem.ts'

const kinds = {
  property: { column: 'properties', are: 'properties' },
  trait: { column: 'traits', are: 'traits' },
} as const

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
    for (const name of wanted) {
      if (await warehouse.carries(kind, name)) continue
      throw unknown(kind, name, kinds[kind].are, await carried(warehouse, kinds[kind].column))
    }
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

async function carried(warehouse: Warehouse, column: 'properties' | 'traits'): Promise<readonly string[]> {
  const rows = await warehouse.rows<{ name: string }>({
    sql: `SELECT DISTINCT toString(arrayJoin(${column}.keys)) AS name FROM event ORDER BY name`,
  })
  return rows.map(({ name }) => name)
}
