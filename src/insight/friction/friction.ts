import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { isoOf } from '../instant.ts'
import { wilson } from '../interval.ts'
import { stepOf } from '../view.ts'
import { mondayOf } from '../week.ts'
import type { Friction, FrictionLimit, Frictions } from './answers.ts'
import { lookForBounces } from './bounces.ts'
import { withChased } from './chased.ts'
import { costOf, extraOf, totalOf } from './cost.ts'
import { countStruck, type Struck } from './count.ts'
import { lookForErrors } from './errors.ts'
import { type Ground, groundOf, partOf } from './ground.ts'
import { lookForHands } from './hands.ts'
import { type FrictionKind, frictionKinds } from './kinds.ts'
import type { Looked, Place } from './place.ts'
import { lookForRequests } from './requests.ts'
import { lookForLoops } from './rounds.ts'
import { fewestInWeek, mannKendall } from './trend.ts'
import { statedValue } from './value.ts'
import { wordsOf } from './verbatims.ts'
import { lookForWaits } from './waits.ts'
import { wordings } from './words.ts'

export interface FrictionAsked {
  /** how many names of cases to give with each; 20 where nothing is said */
  readonly evidence?: number
  /** how many of their customers' words to give with each; none where nothing is said */
  readonly words?: number
}

/** What goes wrong in the cases, by kind and step, the dearest first (F1). */
export async function friction(
  warehouse: Warehouse,
  map: MapDocument,
  filter: CaseFilter = {},
  { evidence = 20, words = 0 }: FrictionAsked = {},
): Promise<Frictions> {
  const ground = await groundOf(warehouse, map, filter)
  const looked = await lookFor(ground, frictionKinds)
  const struck = await countStruck(ground, looked, Math.max(evidence, words > 0 ? 20 : 0))
  const heard = words === 0 ? [] : await wordsOf(ground, struck, words)
  const frictions = struck.flatMap((row, i) => {
    const place = looked.places[row.place]
    return place === undefined
      ? []
      : [described(ground, place, { ...row, evidence: row.evidence.slice(0, evidence) }, heard[i] ?? [])]
  })
  const { totals } = ground
  const found = new Set([...frictions.map(({ kind }) => kind), ...looked.unseen.map(({ kind }) => kind)])
  return {
    journey: map.id,
    title: map.title,
    cases: totals.cases,
    customers: totals.customers,
    period: totals.cases === 0 ? null : { from: isoOf(totals.earliest), to: isoOf(totals.latest) },
    currency: statedValue(map.outcome?.value)?.currency ?? null,
    frictions: frictions.sort(dearestFirst),
    unseen: looked.unseen,
    absent: frictionKinds.filter((kind) => !found.has(kind)),
  }
}

/** Every place where some of the kinds may strike; which it does, is counted after. */
async function lookFor(ground: Ground, kinds: readonly FrictionKind[]): Promise<Looked> {
  const isAsked = (...some: readonly FrictionKind[]) => some.some((kind) => kinds.includes(kind))
  const looked = await Promise.all([
    isAsked('missed-hand-off', 'delayed-communication', 'dropped-ball') ? lookForAllWaits(ground) : nothing,
    isAsked('repeated-request') ? lookForRequests(ground) : nothing,
    isAsked('loop') ? lookForLoops(ground) : nothing,
    isAsked('channel-bounce') ? lookForBounces(ground) : nothing,
    isAsked('broken-touchpoint') ? lookForErrors(ground) : nothing,
    isAsked('too-many-hands') ? lookForHands(ground) : nothing,
  ])
  return {
    places: looked.flatMap(({ places }) => places).filter(({ kind }) => kinds.includes(kind)),
    together: looked.flatMap(({ together = [] }) => together),
    unseen: looked.flatMap(({ unseen }) => unseen).filter(({ kind }) => kinds.includes(kind)),
  }
}

const nothing: Looked = { places: [], unseen: [] }

async function lookForAllWaits(ground: Ground): Promise<Looked> {
  return withChased(ground, await lookForWaits(ground))
}

function described(ground: Ground, place: Place, struck: Struck, words: Friction['words']): Friction {
  const part = partOf(ground, place.code)
  const standing = place.among ?? ground.standing.get(place.code) ?? { visited: 0, closed: 0, good: 0 }
  const costing = costOf(struck, standing, statedValue(ground.map.outcome?.value), place.unit)
  const { share, low, high, n } = wilson(struck.cases, place.n)
  const wording = wordings[place.kind]
  const names = namesOf(ground, place)
  return {
    kind: place.kind,
    at: part.step.id,
    cause: place.cause,
    cases: struck.cases,
    customers: struck.customers,
    share,
    n,
    low,
    high,
    cost: costing === null ? null : totalOf(costing, struck),
    costing,
    extra: { amount: extraOf(struck.over, place.unit), unit: place.unit },
    chased: place.chased,
    limit: place.limit,
    trend: trendOf(ground, place, struck),
    evidence: struck.evidence.map(([of]) => of),
    keys: struck.evidence.map(([, , key]) => key),
    words,
    says: sentence(wording.says(names)),
    note: wording.note,
    ask: sentence(wording.ask(names)),
  }
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(first) ? first : `${first}.`
}

function namesOf(ground: Ground, place: Place) {
  const part = partOf(ground, place.code)
  const awaited = place.awaited.map((code) => partOf(ground, code))
  const teams = [...new Set(awaited.flatMap(({ team }) => team ?? []))]
  const titleOf = (team: string) => ground.map.teams?.find(({ id }) => id === team)?.title ?? team
  return {
    at: part.step.title,
    next: awaited.map(({ step }) => step.title).join('” or “') || 'the next step',
    team: part.team === null ? 'the team' : titleOf(part.team),
    nextTeam: teams.map(titleOf).join(' or ') || 'the next team',
    cause: place.cause ?? '',
    limit: limitText(place.limit),
  }
}

/** A limit as people say it. */
export function limitText({ value, unit, written }: FrictionLimit): string {
  if (written !== null) return written
  if (unit !== 'seconds') return unit === 'share' ? `${value * 100} %` : String(value)
  const [size, name] = (
    [
      [86_400, 'day'],
      [3600, 'hour'],
      [60, 'minute'],
      [1, 'second'],
    ] as const
  ).find(([size]) => value >= size) ?? [1, 'second']
  const amount = Math.round((value / size) * 10) / 10
  return `${amount} ${name}${amount === 1 ? '' : 's'}`
}

/** Weeks in which something may still be struck, and those with too few passages, are no points of the test. */
function trendOf(ground: Ground, place: Place, { weeks: [weeks, counts] }: Struck): Friction['trend'] {
  const struck = new Map(weeks.map((week, i) => [week, counts[i] ?? 0]))
  const shown = [...place.came.keys()].sort((a, b) => a - b)
  const rows = shown.map((week) => {
    const n = place.came.get(week) ?? 0
    const isOver = week * 7 + 4 > ground.view.lens.horizon / 86_400_000_000
    return place.pending.has(week) || isOver
      ? { week: mondayOf(week), share: null, n, low: null, high: null }
      : { week: mondayOf(week), ...wilson(struck.get(week) ?? 0, n) }
  })
  const points = rows.flatMap(({ share, n }) => (share === null || n < fewestInWeek ? [] : [share]))
  return { ...mannKendall(points), weeks: rows }
}

/** Money first, for it is one unit for all; then hours, then counts; within one the most first (F12). */
function dearestFirst(a: Friction, b: Friction): number {
  const rank = ({ costing }: Friction) => (costing?.outcome ? 0 : costing?.unit === 'hours' ? 1 : 2)
  return (
    rank(a) - rank(b) ||
    (b.cost ?? 0) - (a.cost ?? 0) ||
    b.cases - a.cases ||
    (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) ||
    (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) ||
    ((a.cause ?? '') < (b.cause ?? '') ? -1 : 1)
  )
}

/** Every place where a kind may strike, for those who ask whom it struck. */
export async function frictionPlaces(
  warehouse: Warehouse,
  map: MapDocument,
  filter: CaseFilter,
): Promise<readonly Place[]> {
  const { places } = await lookFor(await groundOf(warehouse, map, filter), frictionKinds)
  return places
}

/** The place of one friction, for the list of the cases behind it; null where there is none. */
export async function placeOf(
  warehouse: Warehouse,
  map: MapDocument,
  filter: CaseFilter,
  asked: { readonly friction: FrictionKind; readonly step: string; readonly cause?: string | undefined },
): Promise<Place | null> {
  const ground = await groundOf(warehouse, map, filter)
  const { places } = await lookFor(ground, [asked.friction])
  return (
    places.find(
      ({ code, cause }) => stepOf(ground.view.lens, code) === asked.step && (cause ?? '') === (asked.cause ?? ''),
    ) ?? null
  )
}
