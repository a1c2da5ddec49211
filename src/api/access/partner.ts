import type { Context as Request } from 'hono'
import { parseMap } from '../../map/index.ts'
import type { StoredMap } from '../../store/index.ts'
import type { Context } from '../context.ts'
import { ApiProblem } from '../problem.ts'
import type { Who } from './role.ts'

/** Whether a map may be seen by who asks: a partner sees those that name it. */
export function isFor(who: Who, { text }: Pick<StoredMap, 'text'>): boolean {
  if (who.role !== 'partner') return true
  const parsed = parseMap(text)
  const partner = who.partner?.toLowerCase()
  return (
    parsed.ok &&
    partner !== undefined &&
    (parsed.map.partners ?? []).some(({ id, title }) => id.toLowerCase() === partner || title.toLowerCase() === partner)
  )
}

/** A period is asked of all cases; a segment could be one customer. */
const askable: ReadonlySet<string> = new Set(['from', 'to'])

/** @throws ApiProblem where a partner asks of a map that does not name it, or of some customers only */
export async function assertNamed(c: Request, who: Who, { store }: Context): Promise<void> {
  const finer = Object.keys(c.req.query()).find((name) => !askable.has(name))
  if (finer !== undefined) {
    throw new ApiProblem(
      'not-allowed',
      `A partner asks of all cases of a period; "${finer}" would narrow them.`,
      `Leave "${finer}" out.`,
    )
  }
  const id = c.req.param('map')
  if (id === undefined) return // a list, which names what may be seen
  const stored = await (await store.ledger()).maps.get(id)
  if (stored === null || !isFor(who, stored)) {
    // Whether there is such a map is nothing a partner needs to know.
    throw new ApiProblem('map-not-found', `There is no map "${id}" that names you.`, 'GET /api/maps lists them.')
  }
}
