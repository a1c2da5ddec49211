import { describe, expect, test } from 'vitest'
import type { Profile, ProfileFields } from '../profile.ts'
import { readText } from './trial.ts'

const time = '2024-01-01T00:00:00Z'
const base = { case: 'case', name: 'name', at: 'at' }

async function made(fields: ProfileFields, header: string, row: string, more: Partial<Profile> = {}) {
  const profile: Profile = { throughline: 'import/1', format: 'csv', fields: { ...base, ...fields }, ...more }
  const { events, refused } = await readText(`case,name,at,${header}\nc1,x,${time},${row}\n`, profile)
  return { event: events[0]?.event, refused: refused.map(({ field, value, reason }) => ({ field, value, reason })) }
}

describe('whose', () => {
  test('[E21] the customer of a case without one is the case', async () => {
    const { event } = await made({ customer: 'who' }, 'who', '')
    expect(event).toMatchObject({ case: 'c1', customer: { userId: 'c1' } })
  })

  test('[E21] a customer may have several ids', async () => {
    const { event } = await made({ customer: { userId: 'who', email: 'mail' } }, 'who,mail', 'u1,a@b.c')
    expect(event?.customer).toEqual({ userId: 'u1', email: 'a@b.c' })
  })

  test('[E21] with neither case nor customer a row is refused', async () => {
    const profile: Profile = { throughline: 'import/1', format: 'csv', fields: base }
    expect((await readText(`case,name,at\n,x,${time}\n`, profile)).refused[0]).toMatchObject({ field: 'case' })
  })

  test('[E22] a case called NA is one, even where NA stands for nothing', async () => {
    const profile: Profile = {
      throughline: 'import/1',
      format: 'csv',
      absent: ['NA'],
      fields: { ...base, team: 'team' },
    }
    const { events } = await readText(`case,name,at,team,x\nNA,NA,${time},NA,NA\n`, profile)
    expect(events[0]?.event).toEqual({
      customer: { userId: 'NA' },
      case: 'NA',
      name: 'NA',
      at: 1704067200000000,
      actor: 'customer',
      properties: {},
    })
  })
})

describe('fields', () => {
  test('[E20] every field has its column', async () => {
    const fields: ProfileFields = {
      id: 'i',
      channel: 'ch',
      team: 'te',
      system: 'sy',
      partner: 'pa',
      text: 'tx',
      score: { kind: 'nps', column: 'sc' },
    }
    const { event } = await made(fields, 'i,ch,te,sy,pa,tx,sc', '1,web,desk,crm,bureau,hello,9')
    expect(event).toMatchObject({
      id: '1',
      channel: 'web',
      team: 'desk',
      system: 'crm',
      partner: 'bureau',
      text: 'hello',
      score: { kind: 'nps', value: 9 },
      properties: {},
    })
  })

  test('[E26] a constant fills a field of every event, unless a column does', async () => {
    const { event } = await made({ name: { const: 'Tweet' }, channel: { const: 'twitter' } }, 'z', '1')
    expect(event).toMatchObject({ name: 'Tweet', channel: 'twitter' })
  })

  test('[E27] one column may fill two fields', async () => {
    const { event } = await made({ team: 'name' }, 'z', '1')
    expect(event).toMatchObject({ name: 'x', team: 'x' })
  })

  test('[E28] traits describe the customer, and ignored columns are left out', async () => {
    const { event } = await made({}, 'plan,secret,z', 'pro,1,2', { traits: ['plan'], ignore: ['secret'] })
    expect(event).toMatchObject({ traits: { plan: 'pro' }, properties: { z: '2' } })
    expect(event?.properties).toEqual({ z: '2' })
  })

  test('[E24] a score outside of its scale is refused', async () => {
    expect((await made({ score: { kind: 'csat', column: 's' } }, 's', '6')).refused).toEqual([
      { field: 'score', value: '6', reason: 'is no csat, which goes from 1 to 5' },
    ])
    expect((await made({ score: { kind: 'csat', column: 's' } }, 's', '')).event?.score).toBeUndefined()
    const unsaid = (await made({ score: { kind: 'csat', column: 's' } }, 's', 'n/a')).event
    expect([unsaid?.score, unsaid?.properties]).toEqual([undefined, expect.objectContaining({ s: 'n/a' })])
  })

  test('[E23] who did it is the customer, unless a column or the profile says otherwise', async () => {
    const values = { agent: 'company', client: 'customer' } as const
    expect((await made({}, 'z', '')).event?.actor).toBe('customer')
    expect((await made({ actor: { const: 'system' } }, 'z', '')).event?.actor).toBe('system')
    expect((await made({ actor: 'z' }, 'z', 'Partner')).event?.actor).toBe('partner')
    expect((await made({ actor: { column: 'z', values } }, 'z', 'agent')).event?.actor).toBe('company')
    expect((await made({ actor: { column: 'z', values } }, 'z', 'constructor')).refused).toEqual([
      {
        field: 'actor',
        value: 'constructor',
        reason:
          'is none of customer, company, partner, system, agent, client; say which side it is with --actor "z:constructor=…" (customer, company, partner, system), or in a profile\'s fields.actor.values',
      },
    ])
  })

  test('[E23] a known word for a side is that side, also where the profile does not list it; what it lists goes first', async () => {
    const values = { agent: 'partner', Sachbearbeiter: 'company' } as const
    const actorOf = async (value: string) => (await made({ actor: { column: 'z', values } }, 'z', value)).event?.actor
    expect(await Promise.all(['agent', 'Agent', 'BOT', 'Sachbearbeiter', 'system'].map(actorOf))).toEqual([
      'partner',
      'company',
      'system',
      'company',
      'system',
    ])
    expect((await made({ actor: 'z' }, 'z', 'employee')).event?.actor).toBe('company')
  })

  test('[E35] a time before 1900 is a placeholder, and refused', async () => {
    const profile: Profile = { throughline: 'import/1', format: 'csv', fields: base }
    const text = 'case,name,at\nc,x,0001-01-01T00:00:00Z\nc,x,1899-12-30T00:00:00Z\n'
    const { refused } = await readText(text, profile)
    expect(refused.map((one) => one.reason)).toEqual(Array(2).fill('is outside the years 1900 to 2255'))
  })

  test('[E29] a profile without what every event needs reads nothing', async () => {
    const { problem } = await readText('a\n', {
      throughline: 'import/1',
      format: 'csv',
      fields: { name: 'a', case: 'a' },
    })
    expect(problem).toMatchObject({ code: 'field-missing', says: 'no column says when it happened' })
  })
})
