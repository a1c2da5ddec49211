import { fromTrace } from '../view.ts'
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

/** Steps that ask for what the customer gives at one step, or that are one event: the same may be asked at either (F8). */
function groupsOf(ground: Ground, asked: readonly Asked[]): readonly (readonly Asked[])[] {
  const groups: Asked[][] = []
  for (const one of asked) {
    const mine = groups.filter((group) => group.some((other) => isAlike(ground, one, other)))
    const rest = groups.filter((group) => !mine.includes(group))
    groups.splice(0, groups.length, ...rest, [...mine.flat(), one])
  }
  return groups
}

function isAlike({ spec }: Ground, one: Asked, other: Asked): boolean {
  const namesOf = ({ part }: Asked) => spec.steps[part.code - 1]?.names ?? []
  return (
    one.answers.some((code) => other.answers.includes(code)) ||
    namesOf(one).some((name) => namesOf(other).includes(name))
  )
}

/**
 * Each request of a case beside the one before it at the same step, and beside the one before it at another step of the
 * group, where the customer had answered in between: columns `key`, `began`, `moment`, `code` and `earlier` (the steps), and
 * what both said.
 */
function again(ground: Ground, group: readonly Asked[]) {
  const codes = group.map(({ part }) => part.code).join(', ')
  const answers = [...new Set(group.flatMap((one) => one.answers))].join(', ')
  const steps = group.flatMap(({ part }) => ground.spec.steps[part.code - 1] ?? [])
  const sources = ofSources(ground.spec)
  const { sql: traces, params } = asking(
    ground.view,
    `SELECT key, case AS owner, toUnixTimestamp64Micro(started) AS began, arrayMap(t -> toUnixTimestamp64Micro(t), at) AS times, steps ${fromTrace(ground.view, `arrayCount(s -> s IN (${codes}), steps) > 1`)}`,
  )
  const requests = `SELECT ${ownerSql(ground.spec.by)} AS owner, arraySort(groupArray((toUnixTimestamp64Micro(at), seq, CAST(properties, 'Map(String, String)')))) AS asked FROM event WHERE (${steps.map(({ when }) => `(${when.sql})`).join(' OR ')}) AND ${sources.sql} AND ${ownerSql(ground.spec.by)} IN (SELECT owner FROM (${traces})) GROUP BY owner`
  const visit = `arrayFirstIndex((t, s) -> t = r.1 AND s IN (${codes}), times, steps)`
  const mine = `arrayFilter(r -> r.4 > 0, arrayMap(r -> (r.1, r.2, r.3, if(${visit} = 0, 0, steps[${visit}])), asked))`
  const before = (of: string) => `arrayLastIndex((r, n) -> n < i AND ${of}, mine, arrayEnumerate(mine))`
  const pairs = `arrayFilter(p -> p.1 > 0, arrayFlatten(arrayMap(i -> [(${before('r.4 = mine[i].4')}, i), (${before('r.4 != mine[i].4')}, i)], arrayEnumerate(mine))))`
  const answered = `arrayExists((t, s) -> t > a.1 AND t <= b.1 AND s IN (${answers}), times, steps)`
  return {
    sql: `SELECT key, began, b.1 AS moment, b.4 AS code, a.4 AS earlier, a.3 AS had, b.3 AS has FROM (SELECT key, began, times, steps, ${mine} AS mine, arrayJoin(${pairs}) AS pair, mine[pair.1] AS a, mine[pair.2] AS b FROM (${traces}) AS t INNER JOIN (${requests}) AS e ON t.owner = e.owner) WHERE ${answered}`,
    params: Object.assign({ ...params, ...sources.params }, ...steps.map(({ when }) => when.params)),
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
  const found = await Promise.all(groupsOf(ground, asked).map((group) => requestPlaces(ground, group)))
  return { places: found.flat(), unseen: [] }
}

/** What is asked at another step is the same only where something tells it; at one step also where nothing does. */
async function requestPlaces(ground: Ground, group: readonly Asked[]): Promise<readonly Place[]> {
  const pairs = again(ground, group)
  const said = await ground.warehouse.rows<Said>({
    sql: `SELECT property, countIf(had[property] = has[property]) AS same, count() - same AS other, countIf(match(has[property], '^-?[0-9.]+$')) AS numeric FROM (SELECT had, has, arrayJoin(arrayDistinct(arrayConcat(mapKeys(had), mapKeys(has)))) AS property FROM (${pairs.sql})) GROUP BY property ORDER BY property`,
    params: pairs.params,
  })
  const telling = tellingOf(said)
  if (telling === null) return []
  const limit: FrictionLimit = { value: 2, unit: 'requests', basis: 'definition', observed: null, written: null }
  return group.map(({ part }): Place => {
    const name = `telling${part.code}`
    const isSame = telling.length === 0 ? 'earlier = code' : `arrayAll(p -> had[p] = has[p], {${name}:Array(String)})`
    return {
      ...place(ground, part, limit),
      kind: 'repeated-request',
      cause: telling.length === 0 ? null : `the same ${telling.join(' and ')}`,
      unit: 'requests',
      strikes: {
        sql: `SELECT key, any(began) AS began, moment, toInt64(1) AS over FROM (${pairs.sql}) WHERE code = ${part.code} AND ${isSame} GROUP BY key, moment`,
        params: { ...pairs.params, [name]: telling },
      },
    }
  })
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
