import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findings } from './axe.ts'
import { emptyStore, type Store } from './store.ts'
import { type Visit, visit } from './visit.ts'

let store: Store
let reader: Visit
beforeAll(async () => {
  store = await emptyStore()
  const rows = ['T-1,Ticket opened,2026-03-01T09:00:00Z', 'T-1,Ticket closed,2026-03-02T09:00:00Z']
  await store.bringIn('tickets.csv', ['ticket,activity,timestamp', ...rows, ''].join('\n'))
  reader = await visit({}, store.url)
})
afterAll(async () => {
  await reader.page.context().close()
  await store.remove()
})

const alert = (): Locator => reader.page.getByRole('alert')

test('[W46] a map that does not exist says so, and leads on', async () => {
  const { page, open } = reader
  await open('/map/nowhere')
  expect(await alert().innerText()).toContain('There is no map "nowhere".')
  await alert().getByRole('link', { name: 'Go to the journeys' }).click()
  await page.getByRole('heading', { level: 1, name: 'Journeys' }).waitFor()
})

test('[W46] a case that does not exist says so', async () => {
  await reader.open('/case/12345')
  expect(await alert().innerText()).toContain('There is no case "12345".')
})

test.each(['/process', '/variants', '/cases'])(
  '[W13] a filter that leaves no case on %s is said, and taken away with one press',
  async (path) => {
    const { page, open } = reader
    await open(`${path}?from=2031-01-01`)
    await page.getByText(/^No case (fits|is left under) these filters\.$/).waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('main').getByRole('button').click()
    await page.getByText(/^No case/).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).not.toContain('from')
  },
)

test('[W13] a map whose steps match no event says so, and what brings them', async () => {
  const { page, open } = reader
  const map = await store.keep(
    [
      'throughline: map/1',
      'id: unheard',
      'title: Unheard of',
      'state: as-is',
      'phases:',
      '  - id: only',
      '    title: Only',
      '    steps:',
      '      - { id: first, title: First, match: { event: Never Sent } }',
      '      - { id: second, title: Second, match: { event: Never Sent Either } }',
      '',
    ].join('\n'),
  )
  await open(`/map/${map}`)
  await page.getByText('No event is a step of this map yet, so every figure is empty.').waitFor()
  await page.getByRole('link', { name: 'Bring in events' }).waitFor()
  expect(await page.getByRole('region', { name: 'In short' }).innerText()).toMatch(/Cases\s+0\b/)
  expect(await findings(page)).toEqual([])
  await open(`/map/${map}?step=first`)
  await page.getByRole('complementary', { name: 'Step' }).getByText('Nobody came by this step').waitFor()
  for (const path of [`/process/${map}`, `/variants/${map}`]) {
    await open(path)
    await page.getByRole('main').getByRole('link').waitFor()
    expect(await findings(page)).toEqual([])
  }
})

test('[W45] when the server is gone the screen says so, and recovers when it is back', async () => {
  const { page, open } = reader
  await open('/variants')
  await page.getByRole('table').waitFor()
  await store.stop()
  await page.getByRole('button', { name: 'Period: All time' }).click()
  await page.getByRole('button', { name: 'Last 365 days' }).click()
  await alert().waitFor()
  expect(await alert().innerText()).toContain('The server does not answer')
  expect(await alert().innerText()).toContain('npx throughline serve')
  expect(await findings(page)).toEqual([])
  await store.start()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('table').waitFor()
  expect(await alert().count()).toBe(0)
})

test('[W45] the code of a screen cannot be fetched from a server that is gone, and the screen opens when it is back', async () => {
  // Nothing of the screen is in this browser's cache.
  const { page, open } = await visit({}, store.url)
  await open('/')
  await store.stop()
  await page.getByRole('link', { name: 'Process', exact: true }).click()
  const gone = page.getByRole('alert').getByText('The server does not answer')
  await gone.waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await gone.waitFor()
  await store.start()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('application').waitFor()
  await page.context().close()
})
