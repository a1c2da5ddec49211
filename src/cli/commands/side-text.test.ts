import { expect, test } from 'vitest'
import { sideText } from './side-text.ts'

test.each([
  ['all', {}],
  ['from=2026-01-01, to=2026-02-01', { from: '2026-01-01', to: '2026-02-01' }],
  ['channel=web', { segment: { where: { channel: 'web' } } }],
  ['channel=web|app', { segment: { where: { channel: { in: ['web', 'app'] } } } }],
  ['event=Paid', { segment: { event: 'Paid' } }],
  ['trait:tier=gold', { segment: { trait: 'tier', is: 'gold' } }],
  [
    'from=2026-01-01,channel=web,amount=2',
    { from: '2026-01-01', segment: { all: [{ where: { channel: 'web' } }, { where: { amount: 2 } }] } },
  ],
  ['{"not":{"event":"Paid"}}', { segment: { not: { event: 'Paid' } } }],
])('[C10] %s', (text, side) => {
  expect(sideText(text)).toEqual(side)
})

test.each(['', 'web', 'channel=', '{"event"'])('[C10] "%s" says no cases, and is named with the way out', (text) => {
  expect(() => sideText(text)).toThrow(text === '' ? /says no cases/ : new RegExp(text.slice(0, 5)))
})
