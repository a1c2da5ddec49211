import { afterAll, expect, test } from 'vitest'
import { findings } from './axe.ts'
import { answer, settled, visit } from './visit.ts'

const map = 'opening-a-business-account'
const reader = await visit()
const { page } = reader
afterAll(() => page.context().close())

test('[M55] conformance is laid on the steps, and each figure opens exactly its cases', async () => {
  await reader.open(`/map/${map}`)
  await page.getByText('Conformance', { exact: true }).click()
  await settled(page)
  expect(new URL(page.url()).searchParams.get('show')).toBe('conformance')
  const found = await answer('GET /api/maps/:map/conformance', { params: { map }, query: {} })
  const repeated = found.deviations.find(({ kind }) => kind === 'repeated')
  if (!repeated) throw new Error('the simulated company repeats no step')
  await reader.open(`/map/${map}?show=conformance&step=${repeated.step}`)
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Against the map' }) })
  const link = section.locator('.row', { hasText: 'repeated' }).getByRole('link')
  expect(await link.innerText()).toContain(repeated.cases.toLocaleString('en-US'))
  await link.click()
  await page.waitForURL('**/cases?**')
  await settled(page)
  await expect.poll(() => page.getByRole('main').innerText()).toContain(repeated.cases.toLocaleString('en-US'))
  expect(reader.complaints).toEqual([])
})

test('[M55] the variants that leave the map are drawn over it', async () => {
  await reader.open(`/map/${map}?show=conformance`)
  await page.getByRole('button', { name: /^[\d,]+ variants$/ }).click()
  const list = page.getByRole('dialog')
  await list.waitFor()
  const found = await answer('GET /api/maps/:map/conformance', { params: { map }, query: {} })
  const first = found.variants[0]
  expect(await list.locator('figcaption').first().innerText()).toContain(`${first?.cost} move`)
  expect(await list.innerText()).toMatch(/skipped|repeated/)
  expect(await findings(page)).toEqual([])
})

test('[M56] smaller journeys are opened where they stand, the address holds it, and the lists of cases are of the same', async () => {
  await reader.open(`/map/${map}?show=conformance&step=settled`)
  await page.getByText('Opened', { exact: true }).click()
  await settled(page)
  expect(new URL(page.url()).searchParams.get('opened')).toBe('true')
  const found = await answer('GET /api/maps/:map/conformance', { params: { map }, query: { opened: '1' } })
  const inner = found.deviations.find(({ kind, step }) => kind === 'extra' && step.startsWith('settled.'))
  const title = found.inside.find(({ step }) => step === inner?.step)?.title.replace(/^.*?: /, '')
  if (!inner || !title) throw new Error('the simulated company strays nowhere within its first ninety days')
  const within = page.locator('.inner-step', { has: page.getByRole('heading', { name: title, exact: true }) })
  await within.locator('.row', { hasText: 'not on their way' }).getByRole('link').click()
  await page.waitForURL('**/cases?**')
  await settled(page)
  const short = page.getByRole('region', { name: 'In short' })
  await expect.poll(() => short.innerText()).toMatch(new RegExp(`\\s${inner.cases.toLocaleString('en-US')}\\b`))
  await page.goBack()
  await settled(page)
  await page.getByText('One step each', { exact: true }).click()
  await settled(page)
  expect(page.url()).not.toContain('opened')
  expect(reader.complaints).toEqual([])
})
