import type { Locator } from 'playwright-core'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { answer, settled, visit } from './visit.ts'

const map = 'opening-a-business-account'
const reader = await visit()
const { page } = reader
afterAll(() => page.context().close())
beforeEach(() => reader.open(`/variants/${map}`))

const { variants, total, cases } = await answer('GET /api/explore/variants', { query: { map, top: '1000' } })
const row = (place: number): Locator => page.getByRole('row').filter({ has: pick(place) })
const pick = (place: number): Locator => page.getByRole('checkbox', { name: `Compare variant ${place}`, exact: true })
const beside = page.getByRole('complementary', { name: 'Comparison' })

test('[V4] variants are listed as the API counts them, and all together are all cases', async () => {
  const said = await page.getByRole('region', { name: 'In short' }).innerText()
  expect(said).toMatch(new RegExp(`Cases\\s+${cases}\\b`))
  expect(said).toMatch(new RegExp(`Variants\\s+${total}\\b`))
  expect(await row(1).getByRole('cell').nth(2).innerText()).toBe(String(variants[0]?.count))
  expect(variants.reduce((sum, { count }) => sum + count, 0)).toBe(cases)
})

test('[V6] two variants are compared, a third takes the place of the second, and the address holds them', async () => {
  await pick(1).check()
  await beside.getByText('Choose one more').waitFor()
  await pick(2).check()
  await beside.getByRole('heading', { name: 'Variant 1 and variant 2' }).waitFor()
  await pick(3).check()
  await beside.getByRole('heading', { name: 'Variant 1 and variant 3' }).waitFor()
  expect(await pick(2).isChecked()).toBe(false)
  const counts = beside
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: String(variants[0]?.count), exact: true }) })
  expect(await counts.innerText()).toContain(String(variants[2]?.count))
  await page.reload()
  await settled(page)
  await beside.getByRole('heading', { name: 'Variant 1 and variant 3' }).waitFor()
  await beside.getByRole('button', { name: 'Close' }).click()
  await beside.waitFor({ state: 'detached' })
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
})

test('[V5] a search finds the variants that go through every step named', async () => {
  await page.getByRole('searchbox', { name: 'Find by steps' }).fill('send my papers, compare')
  const found = variants.filter(({ steps }) => steps.includes('papers-sent') && steps.includes('compares')).length
  expect(found).toBeGreaterThan(0)
  await page
    .getByRole('status')
    .filter({ hasText: new RegExp(`^${found} variants? of`) })
    .waitFor()
})

test('[W5] a variant used as a filter is the filter of the map too', async () => {
  await row(2).getByRole('button', { name: 'Use as filter' }).click()
  await row(2).getByRole('button', { name: 'Filter in use', pressed: true }).waitFor()
  expect(new URL(page.url()).searchParams.get('variant')).toBe(variants[1]?.id)
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Map' }).click()
  await page.getByRole('grid').waitFor()
  await settled(page)
  await expect
    .poll(() => page.getByRole('region', { name: 'In short' }).innerText())
    .toMatch(new RegExp(`Cases\\s+${variants[1]?.count}\\b`))
})

test('[W18] the cases of a variant are as many as it counts', async () => {
  await page.getByRole('link', { name: 'See cases of variant 3', exact: true }).click()
  await page.getByRole('table', { name: /^Cases/ }).waitFor()
  expect(await page.getByRole('region', { name: 'In short' }).innerText()).toMatch(
    new RegExp(`\\s${variants[2]?.count}\\b`),
  )
})

test('[W42] nothing failed on the way', () => {
  expect(reader.complaints).toEqual([])
})
