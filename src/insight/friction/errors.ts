import type { Warehouse } from '../../store/index.ts'
import { wilson } from '../interval.ts'
import { fromLinked, question } from '../view.ts'
import type { FrictionLimit } from './answers.ts'
import { laidBeside, ofSources, ownerSql } from './beside.ts'
import { failingCodes, failingPlaces } from './failing-steps.ts'
import { type Ground, partOf } from './ground.ts'
import { type Asking, asking, type Looked, type Place } from './place.ts'
import { place } from './rounds.ts'

/** People live with a page that fails once in fifty times; above it the touchpoint is broken (F10). */
const tolerated = 0.02
const fewestFailures = 5
const mostCauses = 60

/** Words of an event's name that say that something did not work. */
const failing =
  /(fail|error|crash|broken|bug|timed? ?out|timeout|exception|unavailable|fehl|fout|erreur|échec|errore|falha|fallo)/iu
/** Properties that say what went wrong. */
const errorProperty = /^(error|exception|fault|failure|error.?(code|type|message|reason)|fail.?reason)$/i
const statusProperty = /^(http.?)?status(.?code)?$/i

interface Telling {
  readonly name: string
  readonly properties: readonly string[]
}

/** Which properties of a name's events say what went wrong. */
async function tellingNames(warehouse: Warehouse): Promise<readonly Telling[]> {
  const telling = new Map<string, string[]>()
  for (const { kind, property, name } of await warehouse.carried()) {
    if (kind !== 'property' || !(errorProperty.test(property) || statusProperty.test(property))) continue
    telling.set(name, [...(telling.get(name) ?? []), property])
  }
  return [...telling].map(([name, properties]) => ({ name, properties })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Names that say a failure, where a system says so, or where nobody is told apart. "Check failed" by a partner is an answer. */
async function failingNames({ warehouse, told }: Ground): Promise<readonly string[]> {
  const named = (await warehouse.names()).map(({ name }) => name).filter((name) => failing.test(name))
  if (named.length === 0 || told.actors < 2) return named.toSorted()
  const rows = await warehouse.rows<{ name: string }>({
    sql: "SELECT DISTINCT toString(name) AS name FROM event WHERE name IN {failing:Array(String)} AND actor = 'system' ORDER BY name",
    params: { failing: named },
  })
  return rows.map(({ name }) => name)
}

interface Failure {
  readonly step: number
  readonly name: string
  readonly cause: string
  readonly failures: number
  readonly cases: number
  readonly first: number
  readonly last: number
}

/** Broken touchpoints: where errors come more often than people put up with, by what went wrong (F10). */
export async function lookForErrors(ground: Ground): Promise<Looked> {
  const { warehouse, view } = ground
  const [told, bySystem] = await Promise.all([tellingNames(warehouse), failingNames(ground)])
  const names = [...new Set([...bySystem, ...told.map(({ name }) => name)])]
  if (names.length === 0) {
    return {
      places: [],
      unseen: [
        {
          kind: 'broken-touchpoint',
          why: 'No event is called a failure, and none has a property that says an error.',
          remedy: 'Send what fails as events too: a name such as "Upload failed", or a property `error`.',
        },
      ],
    }
  }
  const steps = failingCodes(ground, bySystem)
  const atSteps = new Set(steps.flatMap((code) => ground.spec.steps[code - 1]?.names ?? []))
  const beside = names.filter((name) => !atSteps.has(name))
  const own = await failingPlaces(ground, steps, tolerated)
  if (beside.length === 0) return { places: own, unseen: [] }
  const events = failures(ground, beside, bySystem, told, steps)
  const rows = await warehouse.rows<Failure>(
    question(
      view,
      `SELECT steps[place] AS step, name, cause, count() AS failures, uniqExact(key) AS cases, min(times[place]) AS first, max(times[place]) AS last FROM (${events.sql}) WHERE place > 0 GROUP BY step, name, cause HAVING cases >= ${fewestFailures} ORDER BY cases DESC, step, name, cause LIMIT ${mostCauses}`,
      events.params,
    ),
  )
  const came = await passagesDuring(ground, rows)
  return {
    places: [...own, ...rows.flatMap((row, i) => brokenPlace(ground, row, came[i] ?? 0, events, i))],
    unseen: [],
  }
}

/** The failing events laid beside the visits; a step that is itself a failure is not where one was when it failed. */
function failures(
  ground: Ground,
  names: readonly string[],
  bySystem: readonly string[],
  told: readonly Telling[],
  failed: readonly number[],
): Asking {
  const own = [...new Set(told.flatMap(({ properties }) => properties))].sort()
  const isStatus = (property: string) => statusProperty.test(property)
  const values = own.map((property, i) => {
    const value = `properties[{errorKey${i}:String}]`
    return isStatus(property) ? `if(toInt32OrZero(${value}) >= 400, ${value}, '')` : value
  })
  const causes = `arrayFirst(v -> NOT (lower(v) IN ('', '0', 'false', 'none', 'no', 'null', 'ok')), [${["''", ...values].join(', ')}])`
  const sources = ofSources(ground.spec)
  const events = `SELECT ${ownerSql(ground.spec.by)} AS owner, toUnixTimestamp64Micro(at) AS moment, toString(name) AS name, ${causes} AS cause FROM event WHERE name IN {failingNames:Array(String)} AND ${sources.sql} AND (cause != '' OR name IN {bySystem:Array(String)})`
  return {
    sql: laidBeside(
      ground.view,
      events,
      ['name', 'cause'],
      failed.length === 0 ? '1' : `s NOT IN (${failed.join(', ')})`,
    ),
    params: {
      ...sources.params,
      failingNames: names,
      bySystem,
      ...Object.fromEntries(own.map((property, i) => [`errorKey${i}`, property])),
    },
  }
}

/** How many cases came to each place between the first and the last failure there. */
async function passagesDuring({ warehouse, view }: Ground, rows: readonly Failure[]): Promise<readonly number[]> {
  if (rows.length === 0) return []
  const steps = [...new Set(rows.map(({ step }) => step))]
  const counts = rows.map(
    ({ step, first, last }) =>
      `uniqExactIf(key, step = ${step} AND toUnixTimestamp64Micro(at) BETWEEN ${first} AND ${last})`,
  )
  const [found] = await warehouse.rows<{ counts: readonly number[] }>(
    question(view, `SELECT [${counts.join(', ')}] AS counts ${fromLinked(view, `step IN (${steps.join(', ')})`)}`),
  )
  return found?.counts ?? []
}

function brokenPlace(ground: Ground, row: Failure, came: number, events: Asking, i: number): readonly Place[] {
  const { low } = wilson(row.cases, came)
  if (low === null || low <= tolerated) return []
  const limit: FrictionLimit = { value: tolerated, unit: 'share', basis: 'definition', observed: null, written: null }
  const strikes = asking(
    ground.view,
    `SELECT key, any(began) AS began, times[place] AS moment, toInt64(count()) AS over FROM (${events.sql}) WHERE place > 0 AND steps[place] = ${row.step} AND name = {failed${i}:String} AND cause = {cause${i}:String} GROUP BY key, moment`,
    { ...events.params, [`failed${i}`]: row.name, [`cause${i}`]: row.cause },
  )
  return [
    {
      ...place(ground, partOf(ground, row.step), limit),
      kind: 'broken-touchpoint',
      cause: row.cause === '' ? row.name : `${row.name}: ${row.cause}`,
      unit: 'failures',
      strikes,
    },
  ]
}
