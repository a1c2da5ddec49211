import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyStore, manyWays, type Store } from './store.ts'
import { answer, type Visit, visit } from './visit.ts'

// Sixty steps, some five hundred ways between them, and three thousand cases no two of which went the same.
let store: Store
let reader: Visit
let map: string
beforeAll(async () => {
  store = await emptyStore()
  await store.bringIn('many.csv', manyWays(3000, 12))
  const { text } = await answer('GET /api/discover', { query: { keep: '100%', title: 'Many steps' } }, store.url)
  map = await store.keep(text)
  reader = await visit({}, store.url)
})
afterAll(async () => {
  await reader.page.context().close()
  await store.remove()
})

test('[M2] a map of sixty steps opens, and its last step is reached by one key', async () => {
  const { page, open } = reader
  await open(`/map/${map}`)
  const heads = page.getByRole('grid').getByRole('row').nth(1).getByRole('columnheader')
  expect(await heads.count()).toBe(60)
  const widths = await heads.evaluateAll((all) => [
    ...new Set(all.map((one) => Math.round(one.getBoundingClientRect().width))),
  ])
  expect(widths).toEqual([116])
  await heads.first().focus()
  await page.keyboard.press('End')
  const box = await heads.last().boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1440)
})

test('[M11] of five hundred ways each is drawn or counted as not drawn', async () => {
  const { page } = reader
  const { transitions } = await answer('GET /api/maps/:map/measure', { params: { map } }, store.url)
  expect(transitions.length).toBeGreaterThan(450)
  const said = await page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: 'Flow', exact: true }) })
    .innerText()
  expect(said).toMatch(/\d+ transitions of \d+ cases or fewer not drawn/)
})

test('[P4] the process map of sixty steps shows all when asked to', async () => {
  const { page, open } = reader
  await open(`/process/${map}?steps=60&links=100`)
  await page.getByRole('application').waitFor()
  const aside = page.getByRole('complementary', { name: 'What is shown and selected' })
  await aside.getByText(/^Steps: 60 of 60 \(100 %/).waitFor()
  await expect
    .poll(() =>
      page
        .getByRole('application')
        .getByRole('button', { name: /^Event \d+\s*,/ })
        .count(),
    )
    .toBe(60)
})

test('[V4] three thousand variants are listed from the most frequent on, and counted', async () => {
  const { page, open } = reader
  await open(`/variants/${map}`)
  const { total } = await answer('GET /api/explore/variants', { query: { map, top: '1' } }, store.url)
  expect(total).toBeGreaterThan(2900)
  const said = total.toLocaleString('en-US')
  await page
    .getByRole('status')
    .filter({ hasText: `of ${said} variants` })
    .waitFor()
  const rows = page.getByRole('checkbox', { name: /^Compare variant/ })
  expect(await rows.count()).toBe(50)
  await page.getByRole('button', { name: 'Show 50 more' }).click()
  await expect.poll(() => rows.count()).toBe(100)
  // Few enough are found to come to the end of the list, which asks for more of them.
  await page.getByRole('searchbox', { name: 'Find by steps' }).fill('Event 01, Event 12, Event 23')
  await page.getByRole('button', { name: `Fetch more of ${said} variants` }).click()
  await page
    .getByRole('status')
    .filter({ hasText: `of the 2,000 most frequent of ${said} variants` })
    .waitFor()
})

test('[W42] nothing failed on the way', () => {
  expect(reader.complaints).toEqual([])
})
