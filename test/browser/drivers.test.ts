import { afterAll, beforeEach, expect, test } from 'vitest'
import { answer, settled, visit } from './visit.ts'

const map = 'getting-help'
const reader = await visit()
const { page } = reader
afterAll(() => page.context().close())
beforeEach(() => reader.open(`/drivers/${map}?of=late:asks`))

const late = await answer('GET /api/maps/:map/drivers', { params: { map }, query: { of: 'late:asks' } })

test('[W44] [W81] a factor is opened, its figures are the API’s, and its cases are as many as it says', async () => {
  expect(await page.getByRole('region', { name: 'In short' }).innerText()).toContain(String(late.target.n))
  const first = late.factors.find(({ standing, decides }) => standing === 'clear' && !decides) ?? late.factors[0]
  if (first === undefined) throw new Error('the demo has factors of a late answer')
  await reader.open(`/drivers/${map}?of=late:asks&factor=${encodeURIComponent(first.says)}`)
  const panel = page.getByRole('complementary', { name: 'One factor' })
  await panel.getByRole('heading', { name: `Cases that ${first.says}` }).waitFor()
  const reached = Math.round((first.with.rate?.value ?? 0) * first.with.n)
  await panel.getByRole('link', { name: / with it, that had the promise/ }).click()
  await page.getByRole('heading', { name: 'Cases', exact: true }).waitFor()
  await settled(page)
  expect(await page.getByRole('region', { name: 'In short' }).innerText()).toContain(reached.toLocaleString('en-US'))
})

test('[W81] another target, and what was left out, are in the address and open again', async () => {
  await page.getByRole('button', { name: /Left out, and why/ }).click()
  await page.getByRole('cell', { name: 'how long the case took' }).waitFor()
  await page.getByRole('combobox', { name: 'What goes with cases that' }).selectOption('dropped:asks')
  await settled(page)
  expect(new URL(page.url()).searchParams.get('of')).toBe('dropped:asks')
  await page.reload()
  await settled(page)
  // What can be chosen is asked for beside the figures.
  const target = page.getByRole('combobox', { name: 'What goes with cases that' })
  await expect.poll(() => target.inputValue()).toBe('dropped:asks')
  expect(await page.getByRole('main').innerText()).not.toMatch(/cause/i)
})
