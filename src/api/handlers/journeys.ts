import { namesLens } from '../../insight/index.ts'
import { parseMap, type Stage, stages } from '../../map/index.ts'
import type { Store, StoredMap } from '../../store/index.ts'
import { memberOf } from '../access/gate.ts'
import { isFor } from '../access/partner.ts'
import type { Context } from '../context.ts'
import type { BlindSpot, JourneyCard, JourneyIndex, Status } from '../contract.ts'
import { journeyCard } from '../journey-card.ts'
import type { Handlers } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/status' | 'GET /api/progress' | 'GET /api/journeys' | 'GET /api/sources'>

export function journeyHandlers(context: Context): Answered {
  const { store } = context
  const cards = new Map<string, Promise<JourneyCard>>()
  return {
    'GET /api/status': statusOf(context),
    'GET /api/progress': async () => ({
      building: context.builds.progress(),
      working: context.builds.working(),
    }),
    'GET /api/sources': async () => ({
      sources: await store.warehouse.rows<{ name: string; events: number }>({
        sql: 'SELECT name, sum(held) AS events FROM (SELECT source, count() AS held FROM event GROUP BY source) AS held JOIN source ON source.number = held.source GROUP BY name ORDER BY events DESC, name',
      }),
    }),
    'GET /api/journeys': async (ask) => {
      const who = memberOf(ask.raw)
      const maps = (await (await store.ledger()).maps.list()).filter((map) => isFor(who, map))
      const version = await dataVersion()
      const journeys = await Promise.all(maps.map((map) => cardOf(map, version)))
      // What no map shows is the company's own.
      if (who.role === 'partner') return { journeys, blindSpots: [], unmapped: { events: 0, names: [] } }
      return { journeys, blindSpots: blindSpots(maps, journeys), unmapped: await unmapped(store, maps) }
    },
  }

  /** A card is computed once for a version of its map and of the events. */
  function cardOf(stored: StoredMap, version: string): Promise<JourneyCard> {
    const key = `${stored.id} ${stored.version} ${version}`
    const known = cards.get(key)
    if (known !== undefined) return known
    for (const old of cards.keys()) if (old.startsWith(`${stored.id} `)) cards.delete(old)
    const made = journeyCard(store, stored)
    made.then((done) => done.failed !== null && cards.delete(key))
    cards.set(key, made)
    return made
  }

  async function dataVersion(): Promise<string> {
    const extent = await store.warehouse.extent()
    return extent === null ? 'empty' : `${extent.events} ${extent.last}`
  }
}

/** Counting customers reads every case, so it is done once for each state of the store. */
function statusOf({ store, version, feed }: Context): () => Promise<Status> {
  let counted: { readonly of: string; readonly counts: Promise<Counts> } | null = null
  return async () => {
    const extent = await store.warehouse.extent()
    const recent = feed.lastMinute()
    const base = {
      version,
      simulated: await simulatedCompany(store),
      live: recent.events > 0 ? { lastMinute: recent.events } : null,
    }
    if (extent === null) return { ...base, events: 0, customers: 0, cases: 0, period: null }
    const of = `${extent.events} ${extent.last}`
    if (counted?.of !== of) counted = { of, counts: countsOf(store) }
    const counts = await counted.counts.catch((error: unknown) => {
      counted = null // a failure is not remembered
      throw error
    })
    return {
      ...base,
      ...counts,
      events: extent.events,
      period: { from: iso(extent.first), to: iso(extent.last) },
    }
  }
}

interface Counts {
  readonly customers: number | null
  readonly cases: number
}

async function countsOf({ warehouse }: Store): Promise<Counts> {
  const lens = await warehouse.lens(await namesLens(warehouse))
  const [row] = await warehouse.rows<{ customers: number; others: number }>({
    sql: `SELECT uniqExact(customer) AS customers, countIf(customer != case) AS others FROM ${lens.trace}`,
  })
  const { customers, others } = row ?? { customers: 0, others: 0 }
  const isNamed = others > 0 || customers === 0 || (await hasEventOfNoCase(warehouse))
  return { customers: isNamed ? customers : null, cases: lens.cases }
}

/** An event without a customer is its case's; one without a case has a customer. */
async function hasEventOfNoCase(warehouse: Store['warehouse']): Promise<boolean> {
  return (await warehouse.rows({ sql: "SELECT 1 AS found FROM event WHERE case = '' LIMIT 1" })).length > 0
}

async function simulatedCompany(store: Store): Promise<string | null> {
  const { demo } = await (await store.ledger()).settings.all()
  return typeof demo === 'object' && demo !== null && 'company' in demo ? String(demo.company) : null
}

function iso(micros: number): string {
  return new Date(micros / 1000).toISOString()
}

const nobody: Readonly<Record<Stage, string>> = {
  need: 'No journey begins with the need: who looks for you and never comes?',
  buy: 'No journey shows how people buy.',
  own: 'No journey goes on after the purchase: what is it like to be your customer?',
  advocate: 'No journey asks who recommends you, and why.',
}

/** A stage that no map draws, and stages whose steps no event shows. */
function blindSpots(maps: readonly StoredMap[], journeys: readonly JourneyCard[]): JourneyIndex['blindSpots'] {
  if (maps.length === 0) return []
  const drawn = stages.filter((stage) => !journeys.some((journey) => journey.stages.includes(stage)))
  const unseen = journeys.flatMap((journey) => stages.flatMap((stage) => unseenAt(journey, stage)))
  return [...drawn.map((stage) => ({ stage, says: nobody[stage] })), ...unseen]
}

/** More names than this are counted: a card is read at a glance. */
const fewNames = 2

/** A journey that nobody has taken yet is new, not blind. */
function unseenAt({ id, title, cases, unseen }: JourneyCard, stage: Stage): BlindSpot[] {
  const here = unseen.filter((one) => one.stage === stage)
  const [first] = here
  if (!first || cases === 0) return []
  const names = here.slice(0, fewNames).map((one) => `“${one.title}”`)
  const more = here.length - names.length
  const list = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ')
  return [{ stage, says: `${title}: no event shows ${list}.`, at: { map: id, step: first.step } }]
}

async function unmapped({ warehouse }: Store, maps: readonly StoredMap[]): Promise<JourneyIndex['unmapped']> {
  const mapped = new Set(maps.flatMap((map) => namesIn(map)))
  const names = (await warehouse.names()).filter(({ name }) => !mapped.has(name))
  return { events: names.reduce((sum, { count }) => sum + count, 0), names: names.slice(0, 20) }
}

function namesIn(stored: StoredMap): readonly string[] {
  const result = parseMap(stored.text)
  if (!result.ok) return []
  return result.map.phases.flatMap((phase) => phase.steps.flatMap((step) => eventNames(step.match)))
}

/** Every event name that a predicate mentions, however deep. */
function eventNames(predicate: unknown): readonly string[] {
  if (typeof predicate !== 'object' || predicate === null) return []
  return Object.entries(predicate).flatMap(([key, value]) => {
    if (key !== 'event') return Array.isArray(value) ? value.flatMap(eventNames) : eventNames(value)
    return Array.isArray(value)
      ? value.filter((name) => typeof name === 'string')
      : typeof value === 'string'
        ? [value]
        : []
  })
}
