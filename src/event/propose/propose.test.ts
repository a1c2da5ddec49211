import { describe, expect, test } from 'vitest'
import { memoryFile } from '../memory-file.ts'
import type { Profile } from '../profile.ts'
import { bytesOf } from '../read/trial.ts'
import { propose } from './propose.ts'

const of = async (text: string, name = 'file.csv', given?: Profile) =>
  await propose(memoryFile(name, bytesOf(text)), given)
const given = (fields: Profile['fields'], more: Partial<Profile> = {}): Profile => ({
  throughline: 'import/1',
  fields,
  ...more,
})

describe('tables', () => {
  test('[E70] the columns are found by their names and values', async () => {
    const { profile, questions } = await of(
      'Case ID;Activity;Timestamp;Cost\n1;a;2024-01-01T10:00:00Z;5\n1;b;2024-01-01T11:00:00Z;6\n',
    )
    expect(questions).toEqual([])
    expect(profile).toEqual({
      throughline: 'import/1',
      format: 'csv',
      delimiter: ';',
      fields: { case: 'Case ID', name: 'Activity', at: 'Timestamp' },
    })
  })

  test.each([
    ['Fall,Aktivität,Zeitstempel,Abteilung', { case: 'Fall', name: 'Aktivität', at: 'Zeitstempel', team: 'Abteilung' }],
    ['expediente,actividad,fecha,canal', { case: 'expediente', name: 'actividad', at: 'fecha', channel: 'canal' }],
    ['dossier,activité,horodatage,équipe', { case: 'dossier', name: 'activité', at: 'horodatage' }],
    ['zaak,activiteit,tijdstip,afdeling', { case: 'zaak', name: 'activiteit', at: 'tijdstip', team: 'afdeling' }],
    [
      'ケース,アクティビティ,タイムスタンプ,部門',
      { case: 'ケース', name: 'アクティビティ', at: 'タイムスタンプ', team: '部門' },
    ],
  ])('[E71] in other languages too: %s', async (header, fields) => {
    const { profile } = await of(`${header}\n1,a,2024-01-01T10:00:00Z,x\n1,b,2024-01-02T10:00:00Z,y\n`)
    expect(profile.fields).toEqual(fields)
  })

  test('[E70] a name does not convince where the values disagree', async () => {
    const { profile, questions } = await of('case,event,time\n1,a,soon\n1,b,later\n')
    expect(profile.fields.at).toBeUndefined()
    expect(questions).toEqual(['No column says when it happened. Name one with --at'])
  })

  test('[E70] ids that never come again are no case beside a customer, unless they are called so', async () => {
    const rows = (header: string) =>
      `${header},user_id,event,time\n${Array.from({ length: 30 }, (_, i) => `n${i},u${i % 3},a,2024-01-01T10:00:00Z\n`).join('')}`
    expect((await of(rows('order_id'))).profile.fields.case).toBeUndefined()
    expect((await of(rows('case_id'))).profile.fields.case).toBe('case_id')
    expect((await of(rows('order_id').replace('user_id', 'x'))).profile.fields.case).toBe('order_id')
  })

  test('[E70] an id that never comes again is the event’s where a customer is there, in a short file too', async () => {
    const rows = (header: string, ids: readonly number[]) =>
      `${header}\n${ids.map((id, i) => `${id},u${i % 2},a,2024-01-01T10:00:0${i}Z\n`).join('')}`
    expect((await of(rows('id,customer,event,time', [1, 2, 3]))).profile.fields).toMatchObject({
      id: 'id',
      customer: 'customer',
    })
    expect((await of(rows('id,customer,event,time', [1, 2, 3]))).profile.fields.case).toBeUndefined()
    expect((await of(rows('id,customer,event,time', [1, 1, 2]))).profile.fields.case).toBe('id')
    const alone = (await of(rows('id,x,event,time', [1, 2, 3]))).profile.fields
    expect([alone.case, alone.id]).toEqual(['id', undefined])
  })

  test('[E70] who of two sides sent it is the actor, not the customer', async () => {
    const { profile } = await of(
      'chat,sender,event,time\n1,customer,a,2024-01-01T10:00:00Z\n1,agent,b,2024-01-01T10:01:00Z\n',
    )
    expect(profile.fields).toMatchObject({
      case: 'chat',
      actor: { column: 'sender', values: { customer: 'customer', agent: 'company' } },
    })
    expect(profile.fields.customer).toBeUndefined()
  })

  test('[E72] what is given stands, and its column serves nothing else', async () => {
    const text = 'case,event,status,time\n1,a,x,2024-01-01T10:00:00Z\n1,b,y,2024-01-01T11:00:00Z\n'
    const { profile, columns } = await of(text, 'file.csv', given({ name: 'status', team: 'event' }))
    expect(profile.fields).toEqual({ case: 'case', at: 'time', name: 'status', team: 'event' })
    expect(columns.find((one) => one.name === 'status')).toMatchObject({ field: 'name', why: 'as given' })
  })

  test('[E72] a column that is given and missing is a problem at once', async () => {
    await expect(of('a,b\n1,2\n', 'file.csv', given({ name: 'c' }))).rejects.toMatchObject({ code: 'no-such-column' })
  })

  test('[E73] times without a zone are read as UTC, and that is said', async () => {
    const text = 'case,event,time\n1,a,2024-01-01 10:00:00\n1,b,2024-01-01 11:00:00\n'
    const open = await of(text)
    expect(open.needsZone).toBe(true)
    expect(open.profile.zone).toBe('UTC')
    expect(open.assumed).toEqual([
      {
        field: 'zone',
        value: 'UTC',
        says: 'Times in "time" have no zone; they are read as UTC. Say --zone if they are in another',
      },
    ])
    const told = await of(text, 'file.csv', given({}, { zone: 'Europe/Vienna' }))
    expect([told.needsZone, told.profile.zone, told.assumed]).toEqual([false, 'Europe/Vienna', []])
  })

  test('[E74] whether the day comes first, the dates show, or it is assumed and said', async () => {
    const rows = (...dates: string[]) => `case,event,time\n${dates.map((date) => `1,a,${date} 10:00Z\n`).join('')}`
    const american = await of(rows('01/02/2024', '01/25/2024'))
    expect([american.profile.dayFirst, american.assumed]).toEqual([false, []])
    const british = await of(rows('01/02/2024', '25/02/2024'))
    expect([british.profile.dayFirst, british.assumed]).toEqual([true, []])
    const unclear = await of(rows('01/02/2024', '03/04/2024'))
    expect([unclear.profile.dayFirst, unclear.assumed.map((one) => one.field)]).toEqual([true, ['dayFirst']])
  })

  test('[E75] placeholders are found, but "NA" is a name', async () => {
    const { profile } = await of('case,event,time,team\nNA,a,2024-01-01T10:00:00Z,?\n1,NA,2024-01-01T10:00:00Z,NA\n')
    expect(profile.absent).toEqual(['?'])
  })

  test('[E76] where nothing says what happened, the file name does, and that is said', async () => {
    const text =
      'customer,time,text\n1,2024-01-01T10:00:00Z,I cannot get it to work\n2,2024-01-01T11:00:00Z,It broke again for me today\n'
    const { profile, assumed } = await of(text, '/some/where/support_tickets.csv')
    expect(profile.fields.name).toEqual({ const: 'Ticket' })
    expect(assumed.map((one) => one.field)).toEqual(['name'])
  })

  test('[E77] the first rows are shown as they would be read', async () => {
    const { sample } = await of('case,event,time\n1,a,2024-01-01T10:00:00Z\n1,,2024-01-01T10:00:00Z\n1,b\n')
    expect(sample).toMatchObject([
      { line: 2, event: { name: 'a' } },
      { line: 3, refusal: { field: 'name' } },
      { line: 4, refusal: { field: 'row' } },
    ])
  })

  test('[E78] an empty file, and a header alone, are questions', async () => {
    expect((await of('case,event,time\n')).questions[0]).toMatch(
      /^file.csv has the names of columns .* and no row below them/,
    )
    await expect(of('')).rejects.toMatchObject({ code: 'format-unknown' })
  })
})

test('[E78] a file without a row of names is asked for one', async () => {
  expect((await of('1,a,2024-01-01 10:00\n1,b,2024-01-02 10:00\n')).questions[0]).toMatch(
    /^The first row seems to be data/,
  )
})

test('[E10] a line in which Excel names the delimiter is no header', async () => {
  const { profile, sample } = await of('sep=|\ncase|event|time\n1|a,b;c|2024-01-01T10:00:00Z\n')
  expect(profile.delimiter).toBe('|')
  expect(sample).toMatchObject([{ line: 3, event: { case: '1', name: 'a,b;c' } }])
})

describe('other formats', () => {
  test('[E79] of OCEL the case is the type that most events have one of, and the others are said', async () => {
    const objects = [1, 2, 3, 4, 5, 6].flatMap((n) => [
      { id: `o${n}`, type: 'order' },
      { id: `p${n}`, type: 'item' },
    ])
    const events = objects.flatMap(({ id, type }, i) =>
      ['a', 'b'].map((step) => ({
        id: `${id}${step}`,
        type: step,
        time: '2024-01-01T00:00:00Z',
        relationships: [{ objectId: `o${1 + (i % 6)}` }, ...(type === 'item' ? [{ objectId: id }] : [])],
      })),
    )
    const { profile, assumed, questions } = await of(JSON.stringify({ objects, events }), 'log.json')
    expect(questions).toEqual([])
    expect(profile.fields).toEqual({ case: 'order', id: 'ocel:eid', name: 'ocel:activity', at: 'ocel:timestamp' })
    expect(assumed.map((one) => one.says)).toEqual([
      'A case is one of "order". It could also be one of item: say which with --case',
    ])
  })

  test('[E79] our own events come back as they were', async () => {
    const event = {
      customer: { userId: 'u' },
      name: 'A',
      actor: 'company',
      case: 'c',
      properties: { x: 1 },
      traits: { vip: true },
    }
    const rows = [1, 2].map((n) => ({ ...event, id: `e${n}`, at: 1704067200000000 + n }))
    const { sample } = await of(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), 'events.jsonl')
    expect(sample.map((one) => 'event' in one && one.event)).toEqual(rows)
  })

  test("[E79] of Segment's calls both ids of the customer are kept", async () => {
    const call = { messageId: 'm', userId: 'u', anonymousId: 'a', event: 'Viewed', timestamp: '2024-01-01T00:00:00Z' }
    const { profile } = await of(
      `${JSON.stringify(call)}\n${JSON.stringify({ ...call, messageId: 'n' })}\n`,
      'calls.jsonl',
    )
    expect(profile.fields).toEqual({
      id: 'messageId',
      customer: { userId: 'userId', anonymousId: 'anonymousId' },
      name: 'event',
      at: 'timestamp',
    })
  })
})
