import { describe, expect, test } from 'vitest'
import type { Profile } from '../profile.ts'
import { readText } from './trial.ts'

const objects = [
  { id: 'o1', type: 'order' },
  { id: 'o2', type: 'order' },
  { id: 'i1', type: 'item' },
  { id: 'i2', type: 'item' },
]
const relate = (...ids: string[]) => ids.map((objectId) => ({ objectId, qualifier: 'of' }))
const events = [
  {
    id: 'e1',
    type: 'place',
    time: '2024-01-01T00:00:00Z',
    attributes: [{ name: 'sum', value: 3 }],
    relationships: relate('o1', 'i1', 'i2'),
  },
  { id: 'e2', type: 'ship', time: '2024-01-02T00:00:00Z', relationships: relate('o1', 'o2', 'o1') },
  { id: 'e3', type: 'count', time: '2024-01-03T00:00:00Z', relationships: relate('i1', 'gone') },
]
const fields = { id: 'ocel:eid', name: 'ocel:activity', at: 'ocel:timestamp' }
const by = (type: string): Profile => ({ throughline: 'import/1', format: 'ocel', fields: { ...fields, case: type } })

describe('OCEL', () => {
  test('[E60] an event is one for each of its objects of the case type, and none without', async () => {
    const { events: read, filtered } = await readText(JSON.stringify({ objectTypes: [], objects, events }), by('order'))
    expect(read.map(({ line, event }) => [line, event.case, event.name, event.id])).toEqual([
      [1, 'o1', 'place', 'e1'],
      [2, 'o1', 'ship', 'e2/o1'],
      [2, 'o2', 'ship', 'e2/o2'],
    ])
    expect(filtered).toBe(1)
  })

  test('[E61] objects of other types and attributes are properties', async () => {
    const { events: read } = await readText(JSON.stringify({ objects, events }), by('order'))
    expect(read[0]?.event.properties).toEqual({ sum: 3, item: 'i1, i2' })
  })

  test('[E62] objects may stand behind the events', async () => {
    const { events: read } = await readText(JSON.stringify({ events, objects }, null, 1), by('item'), [5])
    expect(read.map(({ event }) => event.case)).toEqual(['i1', 'i2', 'i1'])
  })

  test('[E63] a type that the file does not know is a problem that lists those it knows', async () => {
    const { problem } = await readText(JSON.stringify({ objects, events }), by('parcel'))
    expect(problem).toMatchObject({ code: 'no-such-column', remedy: 'Its types are order, item' })
  })

  test('[E4] JSON without events is no log', async () => {
    expect((await readText('{"objects": []}', by('order'))).problem?.code).toBe('format-mismatch')
  })
})
