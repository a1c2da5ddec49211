import { codeList, fromTrace, question } from '../view.ts'
import { contactsBetween, isContactChannel } from './bounces.ts'
import type { Ground } from './ground.ts'
import { type Asking, asking, type Looked, type Place } from './place.ts'
import type { Judged, Waits } from './waits.ts'

/**
 * Who gets in touch while waiting has heard nothing: that alone is delayed communication where the wait was longer than three
 * in four (F5). At the other waits it is counted beside the figure.
 */
export async function withChased(ground: Ground, { judged, undecided, ...looked }: Waits): Promise<Looked> {
  const contacts = contactsOf(ground, judged)
  if (contacts === null) {
    const places = looked.places.map((place) => ({ ...place, chased: null }))
    return { ...looked, places, together: (looked.together ?? []).map((some) => ({ ...some, places })) }
  }
  const rows = await ground.warehouse.rows<Chased>(
    question(ground.view, chasedQuery(contacts, judged, undecided), { ...contacts.params, ...undecided?.params }),
  )
  const places = looked.places.map((place): Place => {
    const row = rows.find(({ step }) => step === place.code)
    const one = judged.find(({ part }) => part.code === place.code)
    if (row === undefined || one === undefined) return place
    const isWord = place.kind === 'delayed-communication' && one.long !== null
    return isWord
      ? { ...place, chased: row.cases, n: place.n + row.decided, strikes: alsoChased(ground, place, one) }
      : { ...place, chased: row.cases }
  })
  // A place that chasing adds strikes to is counted by itself.
  const isPlain = (place: Place) =>
    looked.places.some(({ code, strikes }) => code === place.code && strikes === place.strikes)
  return {
    ...looked,
    places,
    together: (looked.together ?? []).map((some) => ({ ...some, places: places.filter(isPlain) })),
  }
}

interface Chased {
  readonly step: number
  readonly cases: number
  /** of which nothing else was decided: who asks after so long has been struck, whatever comes */
  readonly decided: number
}

function chasedQuery(contacts: Asking, judged: readonly Judged[], undecided: Asking | null): string {
  const known = judged.flatMap(({ part, long }) => (long === null ? [] : [{ code: part.code, long: Math.ceil(long) }]))
  const decided =
    undecided === null || known.length === 0
      ? '0'
      : `uniqExactIf(key, after > transform(step, [${known.map(({ code }) => `toUInt16(${code})`).join(', ')}], [${known.map(({ long }) => `toInt64(${long})`).join(', ')}], toInt64(9000000000000000000)) AND (step, key) IN (${undecided.sql}))`
  return `SELECT step, uniqExact(key) AS cases, ${decided} AS decided FROM (${contacts.sql}) GROUP BY step`
}

function alsoChased(ground: Ground, place: Place, one: Judged): Asking {
  const own = contactsOf(ground, [one])
  if (own === null || one.long === null) return place.strikes
  return {
    sql: `SELECT key, any(b) AS began, moment, max(over) AS over FROM (SELECT key, began AS b, moment, over FROM (${place.strikes.sql}) UNION ALL SELECT key, began AS b, moment, toInt64(0) AS over FROM (${own.sql}) WHERE after > ${Math.ceil(one.long)}) GROUP BY key, moment`,
    params: { ...place.strikes.params, ...asking(ground.view, '', own.params).params },
  }
}

/** Contacts while waiting, those that are steps of the map and those that are not; null where neither can be told. */
function contactsOf(ground: Ground, judged: readonly Judged[]): Asking | null {
  if (judged.length === 0) return null
  const beside =
    ground.told.actors < 2
      ? []
      : [
          contactsBetween(
            ground,
            judged.map(({ part }) => part.code),
          ),
        ]
  const drawn = judged.flatMap((one) => contactSteps(ground, one))
  const all = [...beside, ...drawn]
  if (all.length === 0) return null
  return {
    sql: all
      .map(({ sql }) => `SELECT key, began, toUInt16(step) AS step, moment, after FROM (${sql})`)
      .join(' UNION ALL '),
    params: Object.assign({}, ...all.map(({ params }) => params)),
  }
}

/**
 * A step at which the customer gets in touch, over a channel where somebody answers, is a contact where the map does not draw
 * it to follow; an answer to a survey is none. It must come before what is waited for.
 */
function contactSteps({ parts, view }: Ground, { part, awaited, within }: Judged): readonly Asking[] {
  const codes = parts.flatMap(({ code, by, channel, step }) => {
    const isContact = by === 'customer' && isContactChannel(channel) && step.promise?.score === undefined
    return isContact && code !== part.code && !part.follows.includes(code) ? [code] : []
  })
  if (codes.length === 0) return []
  const first = within.isNamed ? `n > i AND s IN (${[...codes, ...awaited].join(', ')})` : 'n = i + 1'
  const visits = `SELECT key, toUnixTimestamp64Micro(started) AS began, steps, arrayMap(t -> toUnixTimestamp64Micro(t), at) AS times, arrayJoin(arrayFilter((n, s) -> s = ${part.code}, arrayEnumerate(steps), steps)) AS i, arrayFirstIndex((n, s) -> ${first}, arrayEnumerate(steps), steps) AS j ${fromTrace(view, `has(steps, ${part.code})`, `hasAny(steps, ${codeList(codes)})`)}`
  return [
    asking(
      view,
      `SELECT key, began, ${part.code} AS step, times[i] AS moment, times[j] - times[i] AS after FROM (${visits}) WHERE j > 0 AND steps[j] IN (${codes.join(', ')})`,
    ),
  ]
}
