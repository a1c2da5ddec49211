import { afterAll, beforeEach, expect, test } from 'vitest'
import type { FilterQuery } from '../../src/api/contract.ts'
import { answer, settled, visit } from './visit.ts'

const map = 'opening-a-business-account'
const reader = await visit()
const { page } = reader
afterAll(() => page.context().close())
beforeEach(() => reader.open(`/map/${map}`))

const summary = page.getByRole('region', { name: 'In short' })
const cases = async (): Promise<string | undefined> => /Cases\s+([\d,]+)/.exec(await summary.innerText())?.[1]

/** The filters in the address, as the API takes them; the router writes a predicate as JSON. */
function filters(): FilterQuery {
  return Object.fromEntries(new URL(page.url()).searchParams)
}

/** The figures have followed the filter, and are those of the API under the same filter. */
async function expectFigures(): Promise<void> {
  await settled(page)
  const measure = await answer('GET /api/maps/:map/measure', { params: { map }, query: filters() })
  expect(measure.cases).toBeGreaterThan(0)
  await expect.poll(cases).toBe(measure.cases.toLocaleString('en-US'))
  const copied = await visit()
  await copied.open(page.url())
  expect(await copied.page.getByRole('region', { name: 'In short' }).innerText()).toBe(await summary.innerText())
  expect(await copied.page.getByRole('grid').innerText()).toBe(await page.getByRole('grid').innerText())
  await copied.page.context().close()
}

test('[W5] a period is chosen, stands in the address, changes the figures, and is taken away again', async () => {
  const all = await cases()
  await page.getByRole('button', { name: 'Period: All time' }).click()
  await page.getByLabel('First day').fill('2026-03-01')
  await page.getByLabel('Last day').fill('2026-05-31')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByRole('button', { name: 'Period: 1 Mar – 31 May 2026' }).waitFor()
  expect(filters()).toEqual({ from: '2026-03-01', to: '2026-06-01' })
  await expectFigures()
  expect(await cases()).not.toBe(all)
  await page.getByRole('button', { name: 'Clear the period' }).click()
  await page.getByRole('button', { name: 'Period: All time' }).waitFor()
  await expect.poll(cases).toBe(all)
  expect(filters()).toEqual({})
})

test('[W6] a segment of any property is ticked together', async () => {
  await page.getByRole('button', { name: 'Segment: All customers' }).click()
  await page.getByLabel('Property').selectOption({ label: 'channel (of the event)' })
  await page.getByRole('checkbox', { name: /^phone/ }).check()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByRole('button', { name: /^Segment: .*phone/ }).waitFor()
  expect(JSON.parse(filters().segment ?? '')).toEqual({ where: { channel: 'phone' } })
  await expectFigures()
})

test('[W5] a variant is chosen on the map', async () => {
  const { variants } = await answer('GET /api/explore/variants', { query: { map, top: '1' } })
  await page.getByRole('button', { name: 'Variant: all variants' }).click()
  const choices = page.getByRole('dialog', { name: 'Variant' })
  await choices.getByRole('button').first().click()
  await page.getByRole('button', { name: 'Clear the variant' }).waitFor()
  expect(filters()).toEqual({ variant: variants[0]?.id })
  await expectFigures()
  expect(await cases()).toBe(String(variants[0]?.count))
})

test('[W5] filters go along to another screen and back', async () => {
  await reader.open(`/map/${map}?from=2026-03-01&to=2026-06-01`)
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Process' }).click()
  await page.getByRole('application').waitFor()
  expect(filters()).toEqual({ from: '2026-03-01', to: '2026-06-01' })
  await page.getByRole('button', { name: 'Period: 1 Mar – 31 May 2026' }).waitFor()
  await page.goBack()
  await page.getByRole('grid').waitFor()
  expect(filters()).toEqual({ from: '2026-03-01', to: '2026-06-01' })
})

test('[W42] nothing failed on the way', () => {
  expect(reader.complaints).toEqual([])
})
