import { type Behind, closedJourneys, conformance, type Opened, openJourneys } from '../../insight/index.ts'
import { type MapDocument, stepsOf } from '../../map/index.ts'
import type { Store } from '../../store/index.ts'
import type { Context } from '../context.ts'
import type { ConformanceRoutes } from '../contract/conformance.ts'
import { isEachName, mapOf, parsed } from '../map-shelf.ts'
import { ApiProblem } from '../problem.ts'
import { type Ask, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, keyof ConformanceRoutes>
type Asked = Ask<keyof ConformanceRoutes>

export function conformanceHandlers({ store, builds }: Context): Answered {
  const answer = (ask: Asked, { map, journeys }: Opened) =>
    builds.during('aligning the variants', (on) =>
      conformance(
        store.warehouse,
        map,
        filterOf(ask.query),
        {
          top: ask.query.top,
          most: ask.query.most,
          journeys,
        },
        { signal: ask.raw.req.raw.signal, on },
      ),
    )
  return {
    'GET /api/maps/:map/conformance': async (ask) => {
      const id = ask.param('map')
      if (isEachName(id)) {
        throw new ApiProblem(
          'bad-request',
          'Without a map there is nothing to hold the cases against.',
          'Name a map; npx throughline discover --save drafts one from the events.',
        )
      }
      const map = await mapOf(store, id)
      return answer(ask, isOpened(ask) ? await withJourneys(store, map) : { map, journeys: closedJourneys(map) })
    },
    'POST /api/conformance': async (ask) => {
      const { text, journeys = [] } = await ask.body()
      const map = parsed(text)
      const given = journeys.map(parsed)
      return answer(ask, isOpened(ask) ? await withJourneys(store, map, given) : { map, journeys: closedJourneys(map) })
    },
  }
}

function isOpened(ask: Asked): boolean {
  return ask.query.opened === '1'
}

/** The map opened, where a figure asks for that; a list of cases then speaks of the same steps. */
export async function mapBehind(store: Store, map: MapDocument, behind: Behind): Promise<MapDocument> {
  return 'opened' in behind && behind.opened === true ? (await withJourneys(store, map)).map : map
}

/** Smaller journeys that are given go before those that are kept. */
async function withJourneys(store: Store, map: MapDocument, given: readonly MapDocument[] = []): Promise<Opened> {
  const found = new Map(given.map((one) => [one.id, one]))
  const wanted = [map, ...given].flatMap(journeysIn)
  for (let i = 0; i < wanted.length; i++) {
    const id = wanted[i] ?? ''
    if (found.has(id) || id === map.id) continue
    const { maps } = await store.ledger()
    const kept = await maps.get(id)
    if (kept === null) continue
    const inner = parsed(kept.text)
    found.set(id, inner)
    wanted.push(...journeysIn(inner))
  }
  return openJourneys(map, (id) => found.get(id) ?? null)
}

function journeysIn(map: MapDocument): readonly string[] {
  return stepsOf(map).flatMap(({ step }) => step.journey ?? [])
}
