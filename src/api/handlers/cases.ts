import { caseList, caseStory, properties } from '../../insight/index.ts'
import type { Context } from '../context.ts'
import { mapOf } from '../map-shelf.ts'
import { ApiProblem } from '../problem.ts'
import { filterOf, type Handlers } from '../route.ts'
import { mapBehind } from './conformance.ts'

type Answered = Pick<Handlers, 'GET /api/cases' | 'GET /api/cases/:key' | 'GET /api/properties'>

export function caseHandlers({ store }: Context): Answered {
  const { warehouse } = store
  return {
    'GET /api/cases': async (ask) => {
      const { limit, offset, sort, behind = { kind: 'all' } } = ask.query
      const page = { limit, offset, sort }
      return caseList(
        warehouse,
        await mapBehind(store, await mapOf(store, ask.query.map), behind),
        behind,
        filterOf(ask.query),
        page,
      )
    },
    'GET /api/cases/:key': async (ask) => {
      const story = await caseStory(warehouse, await mapOf(store, ask.query.map), ask.param('key'))
      if (story === null)
        throw new ApiProblem(
          'case-not-found',
          `There is no case "${ask.param('key')}".`,
          'Open it from a list of cases; its number changes when the way of telling cases apart changes.',
        )
      return story
    },
    'GET /api/properties': async () => ({ properties: [...(await properties(warehouse))] }),
  }
}
