import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Profile } from '../profile.ts'
import { readAll } from '../read/trial.ts'
import type { SourceFile } from '../source.ts'
import { zoneOf } from '../time/zone.ts'
import { propose } from './propose.ts'

// Real logs, proposed and read with nothing said; another program counted what is in them.
const shared = new URL('../../../../shared/', import.meta.url)
const isAbsent = !existsSync(shared)

function log(name: string): SourceFile {
  const path = new URL(`data/${name}`, shared)
  return {
    name,
    stream: () => (name.endsWith('.gz') ? createReadStream(path).pipe(createGunzip()) : createReadStream(path)),
  }
}

async function counted(name: string, more: Partial<Profile> = {}) {
  const { profile, questions } = await propose(log(name))
  expect(questions).toEqual([])
  const { events, refused } = await readAll(log(name), { ...profile, ...more })
  const count = (of: (one: (typeof events)[number]) => string | undefined) => new Set(events.map(of)).size
  const times = events.map((one) => one.event.at)
  return {
    profile,
    refused: refused.length,
    events: events.length,
    cases: count(({ event }) => event.case),
    customers: count(({ event }) => event.customer.userId),
    activities: count(({ event }) => event.name),
    first: times.reduce((a, b) => Math.min(a, b)),
    last: times.reduce((a, b) => Math.max(a, b)),
  }
}

function oracle(name: string): Record<string, unknown> {
  const summary: unknown = JSON.parse(readFileSync(new URL(`oracle/${name}.summary.json`, shared), 'utf8'))
  return Object.fromEntries(Object.entries(Object(summary)))
}

/** The oracle's times of XES logs are what the bank's wall clock showed: it dropped the offset that the logs give. */
function micros(text: unknown, zone: string): number {
  const wall = Math.round(Date.parse(String(text).replace(' ', 'T')) * 1000)
  return zoneOf(zone)?.(wall) ?? Number.NaN
}

describe.skipIf(isAbsent)('logs with an oracle (skipped without ../shared)', () => {
  test.each([
    ['bpic2012', 'bpic2012.xes.gz', {}],
    ['bpic2012_c', 'bpic2012.xes.gz', { lifecycle: 'complete' }],
    ['receipt', 'receipt.xes.gz', {}],
    ['servicenow', 'servicenow_incidents.csv.gz', {}],
  ])('[E90] %s has the cases, events, names and span that others found', async (name, file, more) => {
    const { events, cases, activities, first, last, refused } = await counted(file, more)
    const truth = oracle(name)
    expect({ events, cases, activities, refused }).toEqual({
      events: truth['events'],
      cases: truth['cases'],
      activities: truth['activities'],
      refused: 0,
    })
    const zone = file.includes('.xes') ? 'Europe/Amsterdam' : 'UTC'
    expect([first, last]).toEqual([micros(truth['first'], zone), micros(truth['last'], zone)])
  })
})

describe.skipIf(isAbsent)('other logs (skipped without ../shared)', () => {
  test.each([
    ['bpic2020_DomesticDeclarations.xes.gz', { cases: 10_357, events: 55_629 - 1, activities: 14 }],
    ['teleclaims.xes.gz', { cases: 3_512, events: 46_138, activities: 11 }],
    ['running_example.csv', { cases: 6, events: 42, activities: 8 }],
    ['simple_shop.csv.gz', { customers: 3_751, events: 32_283, activities: 12 }],
    ['ecom_sessions.csv.gz', { customers: 600, cases: 3_605, events: 31_106, activities: 19 }],
    ['bpic2016_complaints.csv', { customers: 226, events: 289 }],
    ['spotify_support_requests.csv.gz', { customers: 8_723, events: 15_103 - 7, refused: 7 }],
    ['ibm_twitter_care.csv.gz', { cases: 1_025, events: 1_325 }],
    ['airline_tweets.csv.gz', { events: 10_329 }],
  ])('[E90] %s is read as its description has it', async (file, expected) => {
    expect(await counted(file)).toMatchObject({ refused: 0, ...expected })
  })

  test('[E70] the fields of each are what a person would choose', async () => {
    const fields = async (name: string) => (await propose(log(name))).profile.fields
    expect(await fields('servicenow_incidents.csv.gz')).toEqual({
      customer: 'caller_id',
      case: 'number',
      name: 'incident_state',
      at: 'sys_updated_at',
      team: 'assignment_group',
      channel: 'contact_type',
    })
    expect(await fields('ecom_sessions.csv.gz')).toEqual({
      customer: 'user_id',
      case: 'session_id',
      name: 'event',
      at: 'timestamp',
      channel: 'platform',
    })
    expect(await fields('bpic2016_complaints.csv')).toEqual({
      customer: 'CustomerID',
      name: 'ComplaintTheme_EN',
      at: 'ContactDate',
      channel: 'ContactChannelID',
    })
    expect(await fields('ibm_twitter_care.csv.gz')).toMatchObject({
      case: 'conversation',
      name: 'role',
      actor: { column: 'role', values: { client: 'customer', agent: 'company' } },
    })
    expect(await fields('spotify_support_requests.csv.gz')).toMatchObject({ id: 'tweet_id', name: { const: 'Tweet' } })
  })

  test('[E78] rated texts are no events: what is missing is asked', async () => {
    expect((await propose(log('tweets_rated.tsv'))).questions.length).toBe(3)
  })
})
