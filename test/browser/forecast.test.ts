import { afterAll, expect, test } from 'vitest'
import { answer, settled, visit } from './visit.ts'

const map = 'opening-a-business-account'
const reader = await visit()
const { page } = reader
afterAll(() => page.context().close())

test('[W90] the forecast is laid on the steps: its figures are the API’s, and open the cases that stand there', async () => {
  const found = await answer('GET /api/forecast', { query: { map, limit: '0' } })
  const at = found.steps.toSorted((a, b) => b.open - a.open)[0]
  if (at === undefined || at.open === 0) throw new Error('the simulated company has open cases')
  await reader.open(`/map/${map}`)
  await page.getByText('Forecast', { exact: true }).click()
  await page.getByText('Standing here now').waitFor()
  await settled(page)
  expect(new URL(page.url()).searchParams.get('show')).toBe('forecast')
  const summary = page.getByRole('region', { name: 'In short' })
  await expect.poll(() => summary.innerText()).toContain(found.open.toLocaleString('en-US'))
  await reader.open(`/map/${map}?show=forecast&step=${at.step}`)
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Open cases that stand here' }) })
  const link = section.locator('.row', { hasText: 'Open here now' }).getByRole('link')
  expect(await link.innerText()).toContain(at.open.toLocaleString('en-US'))
  await link.click()
  await page.waitForURL('**/cases?**')
  await settled(page)
  await expect
    .poll(() => page.getByRole('region', { name: 'In short' }).innerText())
    .toContain(at.open.toLocaleString('en-US'))
  expect(reader.complaints).toEqual([])
})

test('[W91] who looks after the promises sees which are likeliest to be missed, step by step, and opens the case', async () => {
  const found = await answer('GET /api/forecast', { query: { map, by: 'promise', limit: '50' } })
  const first = found.cases[0]
  if (first?.promise == null) throw new Error('promises of open cases run in the simulated company')
  await reader.open(`/due/${map}`)
  const rows = page.getByRole('table').locator('tbody tr')
  expect(await rows.count()).toBe(found.cases.length)
  expect(await rows.first().innerText()).toContain(`${Math.round(first.promise.late * 100)}`)
  await page.getByRole('combobox', { name: 'Promises made at' }).selectOption(first.step)
  await settled(page)
  expect(new URL(page.url()).searchParams.get('step')).toBe(first.step)
  await expect.poll(() => rows.count()).toBe(found.cases.filter(({ step }) => step === first.step).length)
  await rows.first().getByRole('link').click()
  await page.waitForURL('**/case/**')
  await page.getByRole('heading', { name: 'What is to come' }).waitFor()
  await expect.poll(() => page.getByText('Promise missed by then').count()).toBe(1)
  expect(reader.complaints).toEqual([])
})
