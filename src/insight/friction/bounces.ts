import { question } from '../view.ts'
import type { FrictionLimit } from './answers.ts'
import { isStepSql, laidBeside, ofSources, ownerSql } from './beside.ts'
import { type Ground, partOf, periodOf } from './ground.ts'
import type { Part } from './parties.ts'
import { type Asking, asking, fewestUsual, type Looked, type Place } from './place.ts'
import { ninetieth, place } from './rounds.ts'

/**
 * What the customer does between two steps of the map, each with its channel. An answer to a survey is no errand of the
 * customer's own.
 */
function actsBetween(ground: Ground): Asking {
  const owner = ownerSql(ground.spec.by)
  const sources = ofSources(ground.spec)
  const step = isStepSql(ground.spec)
  // Whoever uses one channel is left out before anything is joined.
  const several = `SELECT owner, act.1 AS moment, act.2 AS way FROM (SELECT ${owner} AS owner, groupArray((toUnixTimestamp64Micro(at), toString(lower(channel)))) AS acts FROM event WHERE actor = 'customer' AND channel != '' AND score_kind = '' AND ${sources.sql} AND NOT ${step.sql} GROUP BY owner HAVING min(lower(channel)) != max(lower(channel))) ARRAY JOIN acts AS act`
  const ownWay = channelsSql(ground)
  const laid = laidBeside(ground.view, several, ['way'])
  return {
    // A channel of the two steps between which it lies is the one that the map leads through, or the next one's.
    sql: `SELECT key, began, place, steps[place] AS step, times[place] AS moment, uniqExact(way) AS ways FROM (${laid}) WHERE place > 0 AND way != ${ownWay}[steps[place]] AND (place = length(steps) OR way != ${ownWay}[steps[place + 1]]) GROUP BY key, began, place, step, moment`,
    params: { ...sources.params, ...step.params },
  }
}

function channelsSql({ parts, view }: Ground): string {
  const channels = new Array<string>(view.lens.steps.length).fill('')
  for (const part of parts) channels[part.code - 1] = (part.channel ?? '').toLowerCase()
  return `[${channels.map((channel) => `'${channel.replace(/[\\']/g, '\\$&')}'`).join(', ')}]`
}

interface BounceCount {
  readonly step: number
  readonly times: number
  readonly cases: number
  readonly before: number
}

/** Channel bounces: between one step and the next the customer had to use several other channels (F7). */
export async function lookForBounces(ground: Ground): Promise<Looked> {
  const why = whyNot(ground)
  if (why !== null) return { places: [], unseen: [{ kind: 'channel-bounce', ...why }] }
  const acts = actsBetween(ground)
  const { from, to } = ground.before
  const counts = await ground.warehouse.rows<BounceCount>(
    question(
      ground.view,
      `SELECT step, most AS times, count() AS cases, countIf(began >= ${from} AND began < ${to}) AS before FROM (SELECT key, any(began) AS began, step, max(ways) AS most FROM (${acts.sql}) GROUP BY key, step) GROUP BY step, times`,
      acts.params,
    ),
  )
  const several = new Set(counts.flatMap(({ step, times }) => (times > 1 ? [step] : [])))
  const places = [...several].flatMap((code): Place[] => {
    const mine = counts.filter(({ step }) => step === code)
    const n = ground.visitedBefore.get(code) ?? 0
    const part = partOf(ground, code)
    if (n < fewestUsual || !isWithTheCustomer(ground, part)) return []
    const usual = ninetieth(
      mine.flatMap(({ times, before }) => (before > 0 ? [{ times, cases: before }] : [])),
      n,
    )
    // Where many use several channels between two steps, the steps are far apart and each channel is the customer's choice.
    if (usual > 1) return []
    const limit: FrictionLimit = {
      value: 2,
      unit: 'channels',
      basis: 'definition',
      observed: { ...periodOf(ground.before), n, oneIn: 1 },
      written: null,
    }
    return [
      {
        ...place(ground, part, limit),
        kind: 'channel-bounce',
        unit: 'channels',
        strikes: bounceStrikes(ground, acts, [code]),
      },
    ]
  })
  const strikes = bounceStrikes(
    ground,
    acts,
    places.map(({ code }) => code),
  )
  return { places, together: [{ places, isOncePerCase: false, strikes }], unseen: [] }
}

function bounceStrikes({ view }: Ground, acts: Asking, codes: readonly number[]): Asking {
  return asking(
    view,
    `SELECT step AS code, key, began, moment, toInt64(ways - 1) AS over FROM (${acts.sql}) WHERE step IN (${codes.join(', ')}) AND ways > 1`,
    acts.params,
  )
}

/** Only where the customer is the one to go on is another channel a detour; while the company works, any is a choice. */
function isWithTheCustomer({ parts }: Ground, { follows }: Part): boolean {
  return follows.length > 0 && follows.every((code) => parts.find((other) => other.code === code)?.by !== 'company')
}

function whyNot({
  parts,
  told: { actors, channels },
}: Ground): { readonly why: string; readonly remedy: string } | null {
  if (channels < 2)
    return {
      why: channels === 0 ? 'No event says its channel.' : 'All events come over one channel.',
      remedy: 'Import the column that says web, app, phone, branch … as `channel`.',
    }
  if (actors < 2)
    return {
      why: 'No event says who acted, so a channel the customer had to change to is not told from one the company worked in.',
      remedy: 'Import a column as `actor` (customer, company, partner, system).',
    }
  if (parts.every(({ channel }) => channel === null))
    return {
      why: 'No step of the map says its channel, so none can be another.',
      remedy: 'Give the steps their `channel`.',
    }
  return null
}

/** Over which channels somebody has to answer: who uses one while waiting, asks. */
const contacts = ['phone', 'email', 'chat', 'branch', 'post', 'letter', 'sms', 'call', 'fax', 'social']

export function isContactChannel(channel: string | null): boolean {
  return channel !== null && contacts.includes(channel.toLowerCase())
}

/** Contacts of the customer between steps, by the visit they come after: for those who wait there. */
export function contactsBetween(ground: Ground, codes: readonly number[]): Asking {
  const owner = ownerSql(ground.spec.by)
  const sources = ofSources(ground.spec)
  const step = isStepSql(ground.spec)
  const acts = `SELECT ${owner} AS owner, toUnixTimestamp64Micro(at) AS moment, 1 AS one FROM event WHERE actor = 'customer' AND lower(channel) IN {contactChannels:Array(String)} AND score_kind = '' AND ${sources.sql} AND NOT ${step.sql}`
  return {
    sql: `SELECT key, began, steps[place] AS step, times[place] AS moment, came - moment AS after FROM (${laidBeside(ground.view, acts, ['one'])}) WHERE place > 0 AND step IN (${codes.join(', ')})`,
    params: { ...sources.params, ...step.params, contactChannels: contacts },
  }
}
