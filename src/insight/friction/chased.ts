import { question } from '../view.ts'
import { contactsBetween } from './bounces.ts'
import type { Ground } from './ground.ts'
import { asking, type Looked, type Place } from './place.ts'
import type { Judged } from './waits.ts'

/**
 * Who gets in touch while waiting has heard nothing: that alone is delayed communication where the wait was longer than three
 * in four (F5). At the other waits it is counted beside the figure.
 */
export async function withChased(ground: Ground, looked: Looked, judged: readonly Judged[]): Promise<Looked> {
  const codes = judged.map(({ part }) => part.code)
  if (codes.length === 0 || ground.told.actors < 2) {
    const places = looked.places.map((place) => ({ ...place, chased: null }))
    return { ...looked, places, together: (looked.together ?? []).map((some) => ({ ...some, places })) }
  }
  const contact = contactsBetween(ground, codes)
  const rows = await ground.warehouse.rows<{ step: number; cases: number }>(
    question(ground.view, `SELECT step, uniqExact(key) AS cases FROM (${contact.sql}) GROUP BY step`, contact.params),
  )
  const places = looked.places.map((place): Place => {
    const chased = rows.find(({ step }) => step === place.code)?.cases ?? 0
    const long = judged.find(({ part }) => part.code === place.code)?.long ?? null
    if (place.kind !== 'delayed-communication' || chased === 0 || long === null) return { ...place, chased }
    const own = contactsBetween(ground, [place.code])
    return {
      ...place,
      chased,
      strikes: {
        sql: `SELECT key, any(b) AS began, moment, max(over) AS over FROM (SELECT key, began AS b, moment, over FROM (${place.strikes.sql}) UNION ALL SELECT key, began AS b, moment, toInt64(0) AS over FROM (${own.sql}) WHERE after > ${Math.ceil(long)}) GROUP BY key, moment`,
        params: { ...place.strikes.params, ...asking(ground.view, '', own.params).params },
      },
    }
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
