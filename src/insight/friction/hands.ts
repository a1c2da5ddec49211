import { question } from '../view.ts'
import type { FrictionLimit } from './answers.ts'
import { laidBeside, ofSources, ownerSql } from './beside.ts'
import { type Ground, partOf, periodOf, startedBefore } from './ground.ts'
import { asking, fewestUsual, type Looked, type Place } from './place.ts'
import { contactPlaces, ninetieth, place } from './rounds.ts'

/** Fewer cases than this at one step are a sentence about people rather than about the step. */
const fewestCases = 5
/** Work that goes to another team and comes back has changed hands twice: that alone is not many. */
const ordinary = 2

/**
 * Too many hands: more contacts than the map promises; and where steps draw no team, work that changes teams more often than
 * is usual (F9). Changes between teams as the map draws them are the journey itself.
 */
export async function lookForHands(ground: Ground): Promise<Looked> {
  const promised = contactPlaces(ground)
  const free = ground.parts.filter(({ step }) => step.team === undefined)
  const { teams } = ground.told
  if (free.length === 0 || teams < 2) {
    const why =
      teams < 2
        ? teams === 0
          ? 'No event says its team, and no step promises a number of `contacts`.'
          : 'All events are of one team, and no step promises a number of `contacts`.'
        : 'The map draws the team of every step, and no step promises a number of `contacts`.'
    return {
      places: promised,
      unseen:
        promised.length > 0
          ? []
          : [
              {
                kind: 'too-many-hands',
                why,
                remedy:
                  'Import the column that says who works on the case as `team`, or promise `contacts` at the step where a case is passed on.',
              },
            ],
    }
  }
  return { places: [...promised, ...(await teamPlaces(ground))], unseen: [] }
}

/** Each change of team in a case: which one it is, and the visit after which it came. */
function changes(ground: Ground) {
  const sources = ofSources(ground.spec)
  const events = `SELECT owner, arrayJoin(arrayFilter((e, p) -> e.3 != p.3, es, arrayPushFront(arrayPopBack(es), es[1]))).1 AS moment FROM (SELECT ${ownerSql(ground.spec.by)} AS owner, arraySort(groupArray((toUnixTimestamp64Micro(at), seq, toString(team)))) AS es FROM event WHERE team != '' AND ${sources.sql} GROUP BY owner)`
  return { sql: laidBeside(ground.view, events, ['owner']), params: sources.params }
}

async function teamPlaces(ground: Ground): Promise<readonly Place[]> {
  const all = changes(ground)
  const { from, to } = ground.before
  const [counts, [cases]] = await Promise.all([
    ground.warehouse.rows<{ times: number; cases: number }>(
      question(
        ground.view,
        `SELECT times, count() AS cases FROM (SELECT key, count() AS times FROM (${all.sql}) WHERE place > 0 AND began >= ${from} AND began < ${to} GROUP BY key) GROUP BY times`,
        all.params,
      ),
    ),
    ground.warehouse.rows<{ cases: number }>({
      sql: `SELECT count() AS cases FROM ${ground.before.view.lens.trace} WHERE ${startedBefore(ground.before)}`,
    }),
  ])
  const n = cases?.cases ?? 0
  if (n < fewestUsual) return []
  const most = Math.max(ordinary, ninetieth(counts, n))
  const limit: FrictionLimit = {
    value: most + 1,
    unit: 'teams',
    basis: 'observed-p90',
    observed: { ...periodOf(ground.before), n, oneIn: 1 },
    written: null,
  }
  // A case is struck once: at the step where its work changed hands once too often.
  const struck = `SELECT key, began, sorted[${most + 1}].2 AS moment, sorted[${most + 1}].3 AS step, toInt64(length(sorted) - ${most}) AS over FROM (SELECT key, any(began) AS began, arraySort(groupArray((came, times[place], steps[place]))) AS sorted FROM (${all.sql}) WHERE place > 0 GROUP BY key) WHERE length(sorted) > ${most}`
  const rows = await ground.warehouse.rows<{ step: number }>(
    question(
      ground.view,
      `SELECT step FROM (${struck}) GROUP BY step HAVING count() >= ${fewestCases} ORDER BY count() DESC, step`,
      all.params,
    ),
  )
  return rows.map(({ step }): Place => {
    const strikes = asking(
      ground.view,
      `SELECT key, began, moment, over FROM (${struck}) WHERE step = ${step}`,
      all.params,
    )
    return {
      ...place(ground, partOf(ground, step), limit),
      kind: 'too-many-hands',
      cause: 'between teams',
      unit: 'teams',
      strikes,
    }
  })
}
