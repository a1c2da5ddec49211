import { measure, stepDetail } from '../../insight/index.ts'
import { lint, parseMap, stepsOf } from '../../map/index.ts'
import type { StoredMap } from '../../store/index.ts'
import { memberOf } from '../access/gate.ts'
import { isFor } from '../access/partner.ts'
import type { BodyOf } from '../asks/index.ts'
import type { Context } from '../context.ts'
import type { MapAnswer } from '../contract.ts'
import { eachName, isEachName, mapOf, parsed, storedMap } from '../map-shelf.ts'
import { ApiProblem } from '../problem.ts'
import { type Ask, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<
  Handlers,
  | 'GET /api/maps'
  | 'GET /api/maps/:map'
  | 'POST /api/maps'
  | 'PUT /api/maps/:map'
  | 'DELETE /api/maps/:map'
  | 'GET /api/maps/:map/measure'
  | 'GET /api/maps/:map/steps/:step'
>

export function mapHandlers({ store }: Context): Answered {
  const seenBy = async ({ raw }: Ask) =>
    (await (await store.ledger()).maps.list()).filter((map) => isFor(memberOf(raw), map))
  return {
    'GET /api/maps': async (ask) => ({
      maps: (await seenBy(ask)).map(({ id, version, at }) => ({ id, version, at })),
    }),
    'GET /api/maps/:map': async (ask) => {
      const id = ask.param('map')
      if (isEachName(id)) return eachNameAnswer()
      return answerOf(await storedMap(store, id, ask.query.version))
    },
    'POST /api/maps': async (ask) => keep(await ask.body()),
    'PUT /api/maps/:map': async (ask) => {
      const body = await ask.body()
      const { id } = parsed(body.text)
      if (id !== ask.param('map')) {
        throw new ApiProblem(
          'map-invalid',
          `The text is of the map "${id}", not of "${ask.param('map')}".`,
          'Keep the id, or save it as a new map.',
        )
      }
      return keep(body)
    },
    'DELETE /api/maps/:map': async (ask) => {
      const { id } = await storedMap(store, ask.param('map'))
      await (await store.ledger()).maps.remove(id)
      return { id }
    },
    'GET /api/maps/:map/measure': async (ask) =>
      measure(store.warehouse, await mapOf(store, ask.param('map')), filterOf(ask.query)),
    'GET /api/maps/:map/steps/:step': async (ask) => {
      const map = await mapOf(store, ask.param('map'))
      const step = ask.param('step')
      if (!stepsOf(map).some((placed) => placed.step.id === step)) {
        throw new ApiProblem(
          'step-not-found',
          `The map "${map.id}" has no step "${step}".`,
          `Its steps: ${stepsOf(map)
            .slice(0, 20)
            .map((placed) => placed.step.id)
            .join(', ')}.`,
        )
      }
      return stepDetail(store.warehouse, map, step, filterOf(ask.query))
    },
  }

  async function keep({ text, note }: BodyOf<'POST /api/maps'>) {
    const { id } = parsed(text)
    const kept = await (await store.ledger()).maps.put({ id, text, ...(note ? { note } : {}) })
    return { id: kept.id, version: kept.version }
  }

  async function answerOf(stored: StoredMap): Promise<MapAnswer> {
    const versions = await (await store.ledger()).maps.versions(stored.id)
    return {
      id: stored.id,
      version: stored.version,
      versions: [...versions],
      text: stored.text,
      map: parsed(stored.text),
      findings: [...findingsOf(stored.text)],
    }
  }

  /** Nobody wrote it, so it has no text; `discover` drafts one. */
  async function eachNameAnswer(): Promise<MapAnswer> {
    const map = await mapOf(store, undefined)
    return { id: eachName, version: 0, versions: [], text: '', map, findings: [] }
  }
}

function findingsOf(text: string): MapAnswer['findings'] {
  const result = parseMap(text)
  return result.ok ? [...lint(result.map, result.lines)] : []
}
