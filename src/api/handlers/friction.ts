import * as z from 'zod'
import { friction } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import type { Context } from '../context.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { type Ask, filterOf, type Handlers, whole } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/maps/:map/friction' | 'POST /api/friction'>

/** More names than this is a file of its own: the list of cases pages through all of them. */
const mostEvidence = 100_000

export function frictionHandlers({ store }: Context): Answered {
  const answer = (ask: Ask, map: MapDocument) =>
    friction(store.warehouse, map, filterOf(ask.query), {
      evidence: whole(ask.query, 'evidence', 20, mostEvidence),
      words: whole(ask.query, 'words', 0, 50),
    })
  return {
    'GET /api/maps/:map/friction': async (ask) => answer(ask, await mapOf(store, ask.param('map'))),
    'POST /api/friction': async (ask) => {
      const { text } = await ask.body(z.object({ text: z.string() }))
      return answer(ask, parsed(text))
    },
  }
}
