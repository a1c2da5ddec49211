import { type Predicate, parsePredicate } from '../../match/index.ts'
import type { Context } from '../context.ts'
import type { SavedSegment } from '../contract/segments.ts'
import { ApiProblem, atFault } from '../problem.ts'
import type { Handlers } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/segments' | 'POST /api/segments' | 'DELETE /api/segments/:segment'>

export function segmentHandlers({ store }: Context): Answered {
  const shelf = async () => (await store.ledger()).segments
  return {
    'GET /api/segments': async () => ({ segments: (await (await shelf()).list()).map(saved) }),
    'POST /api/segments': async (ask) => {
      const { title, predicate } = await ask.body()
      const kept = await (await shelf()).add({ title, predicate: predicateOf(predicate) })
      if (kept) return saved(kept)
      throw new ApiProblem('name-taken', `There is a segment "${title}".`, 'Give it another name, or remove the other.')
    },
    'DELETE /api/segments/:segment': async (ask) => {
      const id = ask.param('segment')
      if (await (await shelf()).remove(id)) return { id }
      throw new ApiProblem('not-found', `There is no segment ${id}.`, 'Load the list anew.')
    },
  }
}

/** What was saved by an older version may say what this one does not know: it is refused here, not asked with. */
function saved({ predicate, ...rest }: { id: string; title: string; predicate: unknown; at: string }): SavedSegment {
  return { ...rest, predicate: predicateOf(predicate) }
}

function predicateOf(value: unknown): Predicate {
  const parsed = parsePredicate(value)
  if (parsed.ok) return parsed.predicate
  throw atFault(
    parsed.issues.map(({ path, says }) => ({ field: ['predicate', ...path].join('.'), reason: says })),
    'Give a predicate as in a map\'s segment, for example {"where":{"channel":"web"}}.',
  )
}
