import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Frictions } from '../../src/insight/friction/answers.ts'
import { answer, settled, visit } from './visit.ts'

const map = 'opening-a-business-account'
const { page, open } = await visit()
let answered: Frictions
beforeAll(async () => {
  answered = await answer('GET /api/maps/:map/friction', { params: { map }, query: { words: '4' } })
})
afterAll(() => page.context().close())

test('[W44] the report ranks what the API ranks, and each opportunity opens exactly its cases', async () => {
  await open(`/report/${map}`)
  const rows = page.getByRole('table', { name: /^Opportunities/ }).locator('tbody tr')
  expect(await rows.count()).toBe(answered.frictions.length)
  const [first] = answered.frictions
  if (first === undefined) throw new Error('the simulated company has frictions')
  expect(await rows.first().innerText()).toContain(first.customers.toLocaleString('en-US'))
  const opened = page.locator('#opportunity-1')
  expect(await opened.innerText()).toContain(first.ask)
  for (const { text } of first.words) expect(await opened.innerText()).toContain(text)
  await opened.getByRole('link', { name: /^all / }).click()
  await page.getByRole('heading', { name: 'Cases', level: 1 }).waitFor()
  await settled(page)
  const listed = page.getByRole('region', { name: 'In short' })
  await expect.poll(() => listed.innerText()).toContain(`struck by`)
  expect(await listed.innerText()).toContain(first.cases.toLocaleString('en-US'))
})

test('[M52] on the map each step names its frictions; its panel says limit, cost and how it was decided', async () => {
  await open(`/map/${map}?show=friction&step=papers-sent`)
  const grid = page.getByRole('grid')
  await expect.poll(() => grid.innerText()).toContain('Missed hand-off')
  const panel = page.getByRole('complementary')
  await expect.poll(() => panel.innerText()).toContain('promised: 3 business days')
  await panel.getByText('How it is decided').first().click()
  expect(await panel.innerText()).toContain('not shown to be its effect')
  await page.getByText('Promises', { exact: true }).first().click()
  await settled(page)
  expect(new URL(page.url()).searchParams.get('show')).toBeNull()
})

test('[W5] the report keeps its filters in the address, and says so where nobody is left', async () => {
  await open(`/report/${map}?from=2031-01-01`)
  expect(await page.getByRole('main').innerText()).toContain('No case fits these filters.')
})
