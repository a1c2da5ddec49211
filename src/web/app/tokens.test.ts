import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = css.split('@media screen')
const inks = [
  'ink',
  'soft',
  'faint',
  'brand',
  'good',
  'warn',
  'bad',
  'need-ink',
  'buy-ink',
  'own-ink',
  'advocate-ink',
  'no-stage-ink',
]

test.each([
  ['light', light],
  ['dark', dark],
])('[W3] every ink of the %s scheme keeps 4.5:1 on paper, card and hair', (_, scheme) => {
  const pairs = inks.flatMap((ink) =>
    ['paper', 'card', 'hair'].map(
      (ground) => [ink, ground, contrast(token(scheme, ink), token(scheme, ground))] as const,
    ),
  )
  expect(pairs.filter(([, , ratio]) => ratio < 4.5)).toEqual([])
  expect(contrast(token(scheme, 'on-brand'), token(scheme, 'brand'))).toBeGreaterThan(4.5)
})

function token(scheme: string, name: string): string {
  const found = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(scheme)?.[1]
  if (!found) throw new Error(`no token --${name}`)
  return found
}

function contrast(a: string, b: string): number {
  const [light = 1, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
