import { binOf, type Query } from '../../store/index.ts'
import { quietOf } from '../lens.ts'
import { isCountedByClass, type Promised, promisedOf, promiseTerms, promising } from '../measure/promise.ts'
import { fromLinked, question, type View } from '../view.ts'
import { weekSql } from '../week.ts'
import type { FrictionLimit } from './answers.ts'
import { type Before, type Ground, periodOf, sampledOneIn, sampleSql } from './ground.ts'
import type { FrictionKind } from './kinds.ts'
import type { Part } from './parties.ts'
import { type Asking, asking, fewestUsual, type Looked, type Place } from './place.ts'

type WaitKind = Extract<FrictionKind, 'missed-hand-off' | 'delayed-communication' | 'dropped-ball'>

/** A step after which somebody of the company is waited for (F2). */
export interface Waited {
  readonly part: Part
  readonly kind: WaitKind
  /** codes of the steps waited for */
  readonly awaited: readonly number[]
  readonly promise: Promised | null
  /** whether it is known that the company is to act; else who stopped may as well have been done */
  readonly isCompanys: boolean
}

/**
 * Who is waited for decides what a wait too long is: another team (missed hand-off), word to the customer (delayed
 * communication), or those who have it already (dropped ball). Where the customer may be the next to act, nobody fails
 * by waiting, unless a promise names the company's step (F2).
 */
function waitedOf(parts: readonly Part[], promised: readonly Promised[]): readonly Waited[] {
  const partOf = new Map(parts.map((part) => [part.code, part]))
  return parts.flatMap((part): Waited[] => {
    const promise = promised.find(({ code }) => code === part.code) ?? null
    if (part.isEnd && promise === null) return []
    const named = promise?.isNamed ? namedBy(part, parts) : []
    const awaited = named.length > 0 ? named : part.follows
    const others = awaited.flatMap((code) => partOf.get(code) ?? [])
    if (others.length === 0 || others.some((other) => other.by === 'customer')) return []
    const isCompanys = named.length > 0 || others.every(({ by }) => by === 'company')
    return [{ part, kind: kindOf(part, others), awaited, promise, isCompanys }]
  })
}

function namedBy(part: Part, parts: readonly Part[]): readonly number[] {
  const ids = [part.step.promise?.next ?? []].flat()
  return parts.flatMap(({ step, code }) => (ids.includes(step.id) ? [code] : []))
}

function kindOf(part: Part, others: readonly Part[]): WaitKind {
  const isOtherTeam = part.team !== null && others.every(({ team }) => team !== null && team !== part.team)
  if (isOtherTeam) return 'missed-hand-off'
  return others.every(({ by, toCustomer }) => by === 'company' && toCustomer === true)
    ? 'delayed-communication'
    : 'dropped-ball'
}

/** Waits in the period before, by step: nine in ten come within p90; beyond the outer fence they are far out (F3). */
function usualWaits({ view, from, to }: Before, judged: readonly Promised[]): Query {
  return question(
    view,
    `WITH ${promiseTerms(judged)} SELECT prev, quantilesExactInclusive(0.25, 0.5, 0.75, 0.9, 1)(wait) AS q, count() AS n ${fromLinked(view, promising(judged), `wait >= 0 AND visit >= ${from} AND visit < ${to}`, sampleSql(view))} GROUP BY prev`,
    { horizon: view.lens.horizon },
  )
}
export interface UsualWait {
  readonly prev: number
  readonly q: readonly [lower: number, median: number, upper: number, p90: number, longest: number]
  readonly n: number
}

/** J. W. Tukey's outer fence (Exploratory Data Analysis, 1977): the upper quartile and three times what lies between the quartiles. */
function outerFence({ q: [lower, , upper, p90] }: UsualWait): number {
  return Math.ceil(Math.max(p90, upper + 3 * (upper - lower)))
}

interface Judged extends Waited {
  readonly within: Promised
  readonly limit: FrictionLimit
  /** microseconds; beyond this too, where the kind asks for it */
  readonly fence: number
  /** three in four waits are shorter */
  readonly long: number | null
  /** the longest that came to an end in the period before */
  readonly longest: number | null
}

/** What looking for waits gives beside its places. */
export interface Waits extends Looked {
  readonly judged: readonly Judged[]
  /** cases of which nothing is decided at a step: `code` and `key`; null: there is none */
  readonly undecided: Asking | null
}

/** Missed hand-offs, delayed communication and dropped balls: waits that went on too long. */
export async function lookForWaits(ground: Ground): Promise<Waits> {
  const waited = waitedOf(ground.parts, promisedOf(ground.map, ground.view.lens))
  const judged = await judge(ground, waited)
  const unseen = unseenOf(ground, waited)
  if (judged.length === 0) return { places: [], unseen, judged, undecided: null }
  const pending = await ground.warehouse.rows<PendingWeek>(pendingByWeek(ground.view, judged))
  const undecided = onlyPending(ground.view, judged, pending)
  const only = new Map(undecided === null ? [] : await casesByCode(ground, undecided))
  const over: Over = {
    closing: ground.parts.filter(({ isClosing }) => isClosing).map(({ code }) => code),
    quiet: quietOf(ground.map),
  }
  const places = judged.map((one): Place => {
    const { code } = one.part
    const weeks = new Map(pending.flatMap((row) => (row.prev === code ? [[row.week, row.pending]] : [])))
    return {
      kind: one.kind,
      code,
      cause: null,
      limit: one.limit,
      unit: 'hours',
      strikes: struckWaits(ground.view, [one], over),
      n: (ground.standing.get(code)?.visited ?? 0) - (only.get(code) ?? 0),
      came: new Map([...(ground.weeks.get(code) ?? [])].map(([week, n]) => [week, n - (weeks.get(week) ?? 0)])),
      pending: new Set(weeks.keys()),
      chased: 0,
      awaited: one.awaited,
    }
  })
  const strikes = struckWaits(ground.view, judged, over)
  return { places, together: [{ places, isOncePerCase: false, strikes }], unseen, judged, undecided }
}

async function casesByCode(
  { warehouse }: Ground,
  { sql, params }: Asking,
): Promise<readonly (readonly [number, number])[]> {
  const rows = await warehouse.rows<{ code: number; cases: number }>({
    sql: `SELECT code, count() AS cases FROM (${sql}) GROUP BY code`,
    params,
  })
  return rows.map(({ code, cases }) => [code, cases] as const)
}

/** What another team promised is late by the promise alone; how long it is waited for in vain, may be. */
function isUsualAsked({ promise, kind }: Waited): boolean {
  return promise === null || kind !== 'missed-hand-off'
}

async function judge(ground: Ground, waited: readonly Waited[]): Promise<readonly Judged[]> {
  const isQuietDrawn = quietOf(ground.map) !== null
  const asked = waited
    .filter((one) => isUsualAsked(one) || (one.isCompanys && !isQuietDrawn))
    .map((one) => one.promise ?? unpromised(one.part, 0))
  const rows = asked.length === 0 ? [] : await ground.warehouse.rows<UsualWait>(usualWaits(ground.before, asked))
  return waited.flatMap((one): Judged[] => {
    const usual = rows.find(({ prev }) => prev === one.part.code)
    const isKnown = usual !== undefined && usual.n >= fewestUsual
    if (one.promise === null && !isKnown) return []
    const observed = isKnown
      ? { ...periodOf(ground.before), n: usual.n, oneIn: sampledOneIn(ground.before.view) }
      : null
    const p90 = isKnown ? Math.ceil(usual.q[3]) : 0
    const limit = limitOf(ground, one, p90, observed)
    const fence = one.kind === 'dropped-ball' && isKnown ? outerFence(usual) : 0
    return [
      {
        ...one,
        within: one.promise ?? unpromised(one.part, p90),
        limit,
        fence,
        long: isKnown ? usual.q[2] : null,
        longest: isKnown ? usual.q[4] : null,
      },
    ]
  })
}

function limitOf(
  ground: Ground,
  { promise, part }: Waited,
  p90: number,
  observed: FrictionLimit['observed'],
): FrictionLimit {
  if (promise === null) return { value: p90 / 1e6, unit: 'seconds', basis: 'observed-p90', observed, written: null }
  return {
    value: nominal(promise),
    unit: 'seconds',
    basis: ground.map.draft ? 'proposed' : 'promise',
    observed: null,
    written: part.step.promise?.within ?? null,
  }
}

function unpromised({ code, step }: Part, micros: number): Promised {
  return { step: step.id, code, within: { kind: 'clock', micros }, isNamed: false }
}

function nominal({ within }: Promised): number {
  return within.kind === 'business-days' ? within.days * 86_400 : within.micros / 1e6
}

/** Goes after WITH: which visits are struck, and which are decided. */
function terms(judged: readonly Judged[]): string {
  const fences = judged.map(({ part, fence }) => ({ code: part.code, fence })).filter(({ fence }) => fence > 0)
  const fence =
    fences.length === 0
      ? 'toInt64(0)'
      : `transform(prev, [${fences.map(({ code }) => `toUInt16(${code})`).join(', ')}], [${fences.map((one) => `toInt64(${one.fence})`).join(', ')}], toInt64(0))`
  return `${promiseTerms(judged.map(({ within }) => within))}, ${fence} AS fence, too_late AND (wait > fence OR (wait < 0 AND visit + fence < {horizon:Int64})) AS is_struck, NOT in_time AND NOT too_late AS is_pending`
}

/**
 * What came too late, and what has not come though its time is over. A case that had come to an end of the way before its
 * time was over waited no longer, so what never came in it is nobody's failure (F4).
 */
function struckWaits(view: View, judged: readonly Judged[], over: Over): Asking {
  const byGap = judged.filter(({ within }) => isCountedByClass(within))
  const byTerms = judged.filter(({ within }) => !isCountedByClass(within))
  const companys = judged.filter(({ isCompanys }) => isCompanys)
  const parts = [
    ...(byGap.length === 0 ? [] : [cameLate(view, byGap)]),
    ...(byTerms.length === 0 ? [] : [rows(view, byTerms, 'wait >= 0', 'wait - allowed AS over')]),
    ...(companys.length === 0 ? [] : [neverCame(view, companys, over)]),
  ]
  return asking(view, parts.join(' UNION ALL '), { horizon: view.lens.horizon })
}

/**
 * Of the times on the clock for whichever step comes next those beyond the limit are found by their class: `linked` is
 * ordered by it, so that little else is read.
 */
function cameLate(view: View, judged: readonly Judged[]): string {
  const times = judged.flatMap(({ part, within, fence }) =>
    within.within.kind === 'clock'
      ? [{ code: part.code, allowed: within.within.micros, beyond: Math.max(within.within.micros, fence) }]
      : [],
  )
  const of = (value: (one: (typeof times)[number]) => number) =>
    `transform(prev, [${times.map(({ code }) => `toUInt16(${code})`).join(', ')}], [${times.map((one) => `toInt64(${value(one)})`).join(', ')}], toInt64(0))`
  const classes = times.map(({ code, beyond }) => `(prev = ${code} AND bin >= ${binOf(beyond)})`)
  const late = [`indexHint(${classes.join(' OR ')})`, `gap > ${of(({ beyond }) => beyond)}`]
  return `SELECT prev AS code, key, toUnixTimestamp64Micro(started) AS began, toUnixTimestamp64Micro(at) - gap AS moment, gap - ${of(({ allowed }) => allowed)} AS over ${fromLinked(view, `prev IN (${times.map(({ code }) => code).join(', ')})`, 'step > 0', ...late)}`
}

function rows(view: View, judged: readonly Judged[], condition: string, what: string): string {
  const codes = judged.map(({ part }) => part.code).join(', ')
  return `WITH ${terms(judged)} SELECT prev AS code, key, toUnixTimestamp64Micro(started) AS began, visit AS moment, ${what} ${fromLinked(view, `prev IN (${codes})`, 'is_struck', condition)}`
}

/** Where any next step will do, what never came is the end of a case. */
function notCome(judged: readonly Judged[]): string {
  const named = judged.flatMap(({ within }) => (within.isNamed ? [within.code] : []))
  return named.length === 0 ? 'step = 0' : `step = 0 OR (prev IN (${named.join(', ')}) AND took < 0)`
}

/** When a case waits no longer. */
interface Over {
  /** codes of the steps that close a case */
  readonly closing: readonly number[]
  /** microseconds without an event; null: the map does not say */
  readonly quiet: number | null
}

/**
 * What never came is waited for until the case is over: at a closing step, or when it has been quiet for as long as the map
 * says. Where it does not say, no longer than the longest wait that came to an end: a log of ten years makes no ten years
 * of it (F4).
 */
function neverCame(view: View, judged: readonly Judged[], { closing, quiet }: Over): string {
  const never = rows(view, judged, `(${notCome(judged)}) AND wait < 0`, 'allowed')
  const ended = `SELECT key, prev AS last, toUnixTimestamp64Micro(at) AS ended ${fromLinked(view, 'step = 0', `key IN (SELECT key FROM (${never}))`)}`
  const isClosed = closing.length === 0 ? '0' : `e.last IN (${closing.join(', ')})`
  const longest = judged.flatMap(({ part, longest }) => (longest === null ? [] : [{ code: part.code, longest }]))
  const most =
    quiet !== null || longest.length === 0
      ? '{horizon:Int64}'
      : `n.moment + greatest(n.allowed, transform(n.code, [${longest.map(({ code }) => `toUInt16(${code})`).join(', ')}], [${longest.map((one) => `toInt64(${Math.ceil(one.longest)})`).join(', ')}], {horizon:Int64}))`
  const until = `least({horizon:Int64}, if(${isClosed}, e.ended, ${quiet === null ? most : `e.ended + ${quiet}`}))`
  return `SELECT n.code AS code, n.key AS key, n.began AS began, n.moment AS moment, greatest(toInt64(0), ${until} - n.moment - n.allowed) AS over FROM (${never}) AS n INNER JOIN (${ended}) AS e ON n.key = e.key WHERE NOT (${isClosed} AND e.ended < n.moment + n.allowed)`
}

/** Only what has not come can be pending. */
function pendingByWeek(view: View, judged: readonly Judged[]): Query {
  const promised = judged.map(({ within }) => within)
  return question(
    view,
    `WITH ${terms(judged)} SELECT prev, ${weekSql('visit')} AS week, count() AS pending ${fromLinked(view, promising(promised), notCome(judged), 'is_pending')} GROUP BY prev, week`,
    { horizon: view.lens.horizon },
  )
}
interface PendingWeek {
  readonly prev: number
  readonly week: number
  readonly pending: number
}

/** The cases of which every visit to a step is still pending: they came to the place and nothing is decided. */
function onlyPending(view: View, judged: readonly Judged[], pending: readonly PendingWeek[]): Asking | null {
  const some = judged.filter(({ part }) => pending.some(({ prev }) => prev === part.code))
  if (some.length === 0) return null
  const promised = promising(some.map(({ within }) => within))
  const keys = `SELECT key ${fromLinked(view, promised, notCome(some), 'is_pending')}`
  return asking(
    view,
    `WITH ${terms(some)} SELECT prev AS code, key ${fromLinked(view, promised, `key IN (${keys})`)} GROUP BY code, key HAVING countIf(is_pending) = count()`,
    { horizon: view.lens.horizon },
  )
}

function unseenOf({ parts }: Ground, waited: readonly Waited[]): Looked['unseen'] {
  const kinds = new Set(waited.map(({ kind }) => kind))
  const unseen: Looked['unseen'][number][] = []
  if (!kinds.has('missed-hand-off')) {
    unseen.push({
      kind: 'missed-hand-off',
      why: parts.some(({ team }) => team !== null)
        ? 'On no way of this map does one team wait for another: neighbouring steps have the same team, or the customer acts between them.'
        : 'No step says which team delivers it, neither on the map nor in the events.',
      remedy: 'Give the steps their `team`, and draw the step at which the next team takes over.',
    })
  }
  if (!kinds.has('delayed-communication')) {
    unseen.push({
      kind: 'delayed-communication',
      why: 'No step of this map is known to be a message to the customer that somebody waits for.',
      remedy: 'Give the steps that speak to the customer `initiator` and `receiver: customer`.',
    })
  }
  if (!kinds.has('dropped-ball')) {
    unseen.push({
      kind: 'dropped-ball',
      why: 'Every wait of this map is for the customer, for word to the customer, or for another team; none is for the team that has the work.',
      remedy: 'Draw the steps of the work itself, as from ordered to made.',
    })
  }
  return unseen
}

export type { Judged }
