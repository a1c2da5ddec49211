import type { FrictionLimit } from './answers.ts'
import { ofSources, ownerSql } from './beside.ts'
import type { Ground } from './ground.ts'
import type { Part } from './parties.ts'
import { asking, type Looked, type Place } from './place.ts'
import { place } from './rounds.ts'

/** A property tells what was asked for when it is sometimes the same the second time and sometimes not (F8). */
const fewestEach = 5

interface Asked {
  readonly part: Part
  /** codes of the customer's steps that answer it */
  readonly answers: readonly number[]
}

/** Steps at which the company asks the customer for something: only the customer's own steps are drawn to follow (F8). */
function askedOf(parts: readonly Part[]): readonly Asked[] {
  return parts.flatMap((part): Asked[] => {
    if (part.by !== 'company' || part.toCustomer === false) return []
    const answers = part.follows.filter((code) => parts.some((other) => other.code === code && other.by === 'customer'))
    return answers.length > 0 && answers.length === part.follows.length ? [{ part, answers }] : []
  })
}

/**
 * Each request of a case beside the one before it at the same step, where the customer had answered in between: columns
 * `key`, `moment`, and what both said.
 */
function again(ground: Ground, { part, answers }: Asked) {
  const step = ground.spec.steps[part.code - 1]
  if (step === undefined) throw new RangeError(`code ${part.code} is no step of the lens`)
  const sources = ofSources(ground.spec)
  const { sql: traces, params } = asking(
    ground.view,
    `SELECT key, case AS owner, toUnixTimestamp64Micro(started) AS began, arrayMap(t -> toUnixTimestamp64Micro(t), at) AS times, steps FROM ${ground.view.lens.trace} WHERE countEqual(steps, ${part.code}) > 1${ground.view.cases === null ? '' : ` AND (${ground.view.cases.sql})`}`,
  )
  const requests = `SELECT ${ownerSql(ground.spec.by)} AS owner, arraySort(groupArray((toUnixTimestamp64Micro(at), seq, CAST(properties, 'Map(String, String)'), text))) AS asked FROM event WHERE ${step.when.sql} AND ${sources.sql} AND ${ownerSql(ground.spec.by)} IN (SELECT owner FROM (${traces})) GROUP BY owner`
  const answered = `arrayExists((t, s) -> t > pair.1.1 AND t <= pair.2.1 AND s IN (${answers.join(', ')}), times, steps)`
  return {
    sql: `SELECT key, began, pair.2.1 AS moment, pair.1.3 AS had, pair.2.3 AS has FROM (SELECT key, began, steps, times, arrayFilter(r -> r.1 >= times[1] AND r.1 <= times[-1], asked) AS mine, arrayJoin(arrayZip(arrayPopBack(mine), arrayPopFront(mine))) AS pair FROM (${traces}) AS t INNER JOIN (${requests}) AS e ON t.owner = e.owner) WHERE ${answered}`,
    params: { ...params, ...step.when.params, ...sources.params },
  }
}

interface Said {
  readonly property: string
  readonly same: number
  readonly other: number
  readonly numeric: number
}

/** Repeated requests: what the customer has given is asked for again (F8). */
export async function lookForRequests(ground: Ground): Promise<Looked> {
  const asked = askedOf(ground.parts)
  if (asked.length === 0) {
    return {
      places: [],
      unseen: [
        {
          kind: 'repeated-request',
          why: 'No step of this map is known to ask the customer for something.',
          remedy:
            'Give the step that asks `initiator` (a team) and `receiver: customer`, and the one that answers `initiator: customer`.',
        },
      ],
    }
  }
  const found = await Promise.all(asked.map((one) => requestPlace(ground, one)))
  return { places: found.flatMap((one) => one ?? []), unseen: [] }
}

async function requestPlace(ground: Ground, asked: Asked): Promise<Place | null> {
  const pairs = again(ground, asked)
  const said = await ground.warehouse.rows<Said>({
    sql: `SELECT property, countIf(had[property] = has[property]) AS same, count() - same AS other, countIf(match(has[property], '^-?[0-9.]+$')) AS numeric FROM (SELECT had, has, arrayJoin(arrayDistinct(arrayConcat(mapKeys(had), mapKeys(has)))) AS property FROM (${pairs.sql})) GROUP BY property ORDER BY property`,
    params: pairs.params,
  })
  const telling = tellingOf(said)
  if (telling === null) return null
  const limit: FrictionLimit = { value: 2, unit: 'requests', basis: 'definition', observed: null, written: null }
  const name = `telling${asked.part.code}`
  return {
    ...place(ground, asked.part, limit),
    kind: 'repeated-request',
    cause: telling.length === 0 ? null : `the same ${telling.join(' and ')}`,
    unit: 'requests',
    strikes: {
      sql: `SELECT key, began, moment, toInt64(1) AS over FROM (${pairs.sql}) WHERE arrayAll(p -> had[p] = has[p], {${name}:Array(String)})`,
      params: { ...pairs.params, [name]: telling },
    },
  }
}

/**
 * The properties that say what was asked for. None: the events do not say, and every request after an answer counts.
 * Null: something always differs that is no counter, so nothing was asked for twice.
 */
export function tellingOf(said: readonly Said[]): readonly string[] | null {
  const telling = said.filter(({ same, other }) => same >= fewestEach && other >= fewestEach)
  if (telling.length > 0) return telling.map(({ property }) => property)
  const isOther = said.some(({ same, other, numeric }) => same === 0 && other >= fewestEach && numeric === 0)
  return isOther ? null : []
}
