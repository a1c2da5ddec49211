import { afterAll, expect, test } from 'vitest'
import { randomOf } from '../../src/insight/stats/random.ts'
import { headersOf } from '../server.ts'
import { emptyStore } from './store.ts'
import { answer, settled, visit } from './visit.ts'

/**
 * Forty cases a week for thirty weeks, half of them from the north; from the eighteenth on paying takes four times as long, and of the
 * south half never pay.
 */
function orders(): string {
  const random = randomOf(43)
  const hour = 3_600_000
  const lines = ['case,event,time,region']
  for (let i = 0; i < 30 * 40; i++) {
    const week = Math.floor(i / 40)
    const region = i % 2 === 0 ? 'north' : 'south'
    const asked = Date.UTC(2026, 0, 5) + (week + random()) * 168 * hour
    const paid = asked + (week >= 18 ? 40 : 10) * (0.5 + random()) * hour
    lines.push(`c${i},Asked,${new Date(asked).toISOString()},${region}`)
    if (region === 'north' || random() < 0.5) lines.push(`c${i},Paid,${new Date(paid).toISOString()},${region}`)
  }
  return `${lines.join('\n')}\n`
}

const store = await emptyStore()
afterAll(() => store.remove())
await store.bringIn('orders.csv', orders())
await fetch(`${store.url}/api/segments`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headersOf(store.url) },
  body: JSON.stringify({ title: 'The north', predicate: { where: { region: 'north' } } }),
})
const reader = await visit({}, store.url)
const { page } = reader
afterAll(() => page.context().close())
const north = { segment: { where: { region: 'north' } } }
const count = (n: number) => n.toLocaleString('en-US')

async function casesInList(): Promise<string> {
  await page.getByRole('heading', { name: 'Cases', exact: true }).waitFor()
  await settled(page)
  return page.getByRole('region', { name: 'In short' }).innerText()
}

test('[W49] compare is a tab of Explore; a saved segment is a side, and a difference opens its cases', async () => {
  await reader.open('/explore')
  await page.getByRole('navigation', { name: 'Questions' }).getByRole('link', { name: 'Compare' }).click()
  await page.getByRole('button', { name: 'The north against everybody else' }).click()
  await page.getByRole('heading', { name: 'Step by step' }).waitFor()
  await settled(page)
  const asked = await answer(
    'GET /api/maps/:map/compare',
    { params: { map: '-' }, query: { a: JSON.stringify(north) } },
    store.url,
  )
  const paid = asked.steps.find(({ id }) => id === 'Paid')
  const reached = paid?.figures.find(({ metric }) => metric === 'reached')
  expect([paid?.cases.a, reached?.mark]).toEqual([600, 'clear'])
  await page.getByRole('columnheader', { name: /^Paid/ }).getByRole('link', { name: /^b / }).click()
  expect(await casesInList()).toContain(count(paid?.cases.b ?? 0))
  await page.goBack()
  await settled(page)
  const address = page.url()
  const said = await page.getByRole('table', { name: /Figures of both sides/ }).innerText()
  await page.goto('about:blank')
  await page.goto(address)
  await settled(page)
  expect(await page.getByRole('table', { name: /Figures of both sides/ }).innerText()).toBe(said)
  expect(await page.getByRole('link', { name: 'Compare', exact: true }).first().getAttribute('aria-current')).toBe(
    'page',
  )
  const rail = page.getByRole('navigation', { name: 'Screens' })
  expect(await rail.getByRole('link', { name: 'Compare' }).count()).toBe(0)
  expect(await rail.getByRole('link', { name: 'Explore' }).getAttribute('class')).toContain('active')
})

test('[W49] side b may be a saved segment, and keeps it when only its dates change', async () => {
  await reader.open(`/compare?a=${encodeURIComponent(JSON.stringify({ to: '2026-03-01' }))}`)
  const sideB = () => page.getByRole('button', { name: /^Side b/ })
  await sideB().click()
  const form = page.getByRole('dialog', { name: 'Side b' })
  await form.getByRole('button', { name: 'The north', exact: true }).click()
  await settled(page)
  await sideB().click()
  await form.getByLabel('begin from').fill('2026-03-01')
  await form.getByRole('button', { name: 'Show', exact: true }).click()
  await settled(page)
  const b: unknown = JSON.parse(new URL(page.url()).searchParams.get('b') ?? '')
  expect(b).toEqual({ ...north, from: '2026-03-01' })
})

test('[W49] the figures can be taken along', async () => {
  await reader.open(`/compare?a=${encodeURIComponent(JSON.stringify(north))}`)
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).first().click()
  const file = await coming
  expect(file.suggestedFilename()).toMatch(/^compare-.*steps\.csv$/)
})

test('[W48] a shift opens its cases before and after, and its chart opens again by its address', async () => {
  const { shifts } = await answer('GET /api/maps/:map/trend', { params: { map: '-' }, query: {} }, store.url)
  const slow = shifts.find(({ metric, at }) => metric === 'p50' && at === 'Asked')
  expect(slow).toMatchObject({ when: '2026-05-11', until: null })
  for (const side of ['before', 'after'] as const) {
    await reader.open('/trend')
    const row = page.getByRole('row', { name: /Asked\s*Time to next, median/ })
    await row.getByRole('link', { name: new RegExp(` ${side}$`) }).click()
    expect(await casesInList()).toContain(count(slow?.sides[side].cases ?? 0))
  }
  await reader.open('/trend')
  await page.getByRole('button', { name: /Asked\s*Time to next, median/ }).click()
  await settled(page)
  const chart = () => page.getByRole('img', { name: /^Time to next, median by week/ })
  const said = await chart().getAttribute('aria-label')
  expect(said).toContain('from 11 May')
  await page.reload()
  await settled(page)
  expect(await chart().getAttribute('aria-label')).toBe(said)
  expect(reader.complaints).toEqual([])
})
