import { expect, test } from 'vitest'
import { memoryFile } from '../memory-file.ts'
import { isCalls, readCalls } from './lines.ts'

const received = Date.UTC(2026, 0, 10, 12) * 1000
const track = (more: object = {}) =>
  JSON.stringify({
    type: 'track',
    messageId: 'm',
    userId: 'u',
    event: 'Paid',
    timestamp: '2024-01-01T00:00:00Z',
    ...more,
  })

async function reading(text: string) {
  const events = []
  const refused = []
  for await (const batch of readCalls(memoryFile('calls.jsonl', new TextEncoder().encode(text)), received)) {
    events.push(...batch.events)
    refused.push(...batch.refused)
  }
  return { events, refused }
}

test('[E105] a file of calls is told by its first row, whatever its name', async () => {
  const tells = (text: string) => isCalls(memoryFile('x', new TextEncoder().encode(text)))
  expect(await tells(`${track()}\n${track()}`)).toBe(true)
  expect(await tells(`no json\n\n${track()}`)).toBe(true)
  expect(await tells(`[${track()},${track()}]`)).toBe(true)
  expect(await tells(`${track({ context: { long: 'x'.repeat(70_000) } })}`)).toBe(false)
  expect(await tells('{"case":"1","event":"Paid","time":"2024-01-01T00:00:00Z"}')).toBe(false)
  expect(await tells('type,userId\ntrack,u')).toBe(false)
  expect(await tells('')).toBe(false)
})

test('[E105] each line is a call or a refusal with its line; when it was sent to its keeper is not looked at', async () => {
  const lines = [
    track({ sentAt: '2025-06-01T00:00:00Z' }),
    '{"type":"song","userId":"u"}',
    'no json',
    '',
    JSON.stringify({
      type: 'identify',
      userId: 'u',
      traits: { plan: 'gold' },
      originalTimestamp: '2024-01-02T00:00:00Z',
    }),
    track({ timestamp: undefined }),
    track({ properties: { long: 'x'.repeat(40_000) } }),
  ]
  const { events, refused } = await reading(lines.join('\n'))
  expect(events.map(({ line, event }) => [line, event.name, event.at])).toEqual([
    [1, 'Paid', Date.UTC(2024, 0, 1) * 1000],
    [5, 'Identified', Date.UTC(2024, 0, 2) * 1000],
  ])
  expect(refused.map(({ line, field }) => [line, field])).toEqual([
    [2, 'type'],
    [3, 'row'],
    [6, 'timestamp'],
    [7, 'row'],
  ])
})
