import { afterAll, expect, test } from 'vitest'
import { findings } from './axe.ts'
import { answer, settled, visit } from './visit.ts'

const map = 'opening-a-business-account'
const reader = await visit()
const { page } = reader
afterAll(() => page.context().close())
const simulated = () => page.getByRole('table', { name: 'Figures as they are and with the changes' }).waitFor()

test('[S1, S2, S3, S5] a change is chosen, its figures stand beside what it assumes, and the address holds it', async () => {
  await reader.open(`/what-if/${map}`)
  await simulated()
  await page.getByRole('heading', { name: 'Does the model carry the question?' }).waitFor()
  await page.getByRole('button', { name: /^What if the promise of/ }).click()
  await page.getByRole('columnheader', { name: 'With the change' }).waitFor()
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  expect(await changes.count()).toBe(1)
  expect(await page.getByRole('region', { name: 'What this assumes' }).innerText()).toContain('is kept')
  await page.reload()
  await simulated()
  expect(await changes.count()).toBe(1)
  await page.getByRole('button', { name: 'Compare with another' }).click()
  await page.getByRole('columnheader', { name: 'Scenario 2' }).waitFor()
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: /^Take out/ }).click()
  await page.getByText('Nothing yet').waitFor()
  await page.getByRole('columnheader', { name: 'With the change' }).waitFor()
})

test('[U3, U4] a cohort’s figure opens exactly its cases', async () => {
  const { cohorts } = await answer('GET /api/explore/cohorts', { query: { map } })
  const last = cohorts.findLast((cohort) => cohort.cells[0]?.complete)
  const cell = last?.cells[0]
  await reader.open(`/explore/${map}?tab=cohorts`)
  expect(await findings(page)).toEqual([])
  await page
    .getByRole('link', { name: new RegExp(`period 1: .*${cell?.reached} of ${cell?.n}`) })
    .last()
    .click()
  await page.getByRole('table', { name: /^Cases/ }).waitFor()
  expect(await page.getByRole('region', { name: 'In short' }).innerText()).toMatch(new RegExp(`\\s${cell?.reached}\\b`))
})

test('[G4] a group’s cases are as many as it says, and each has a variant that stands for it', async () => {
  const { clusters } = await answer('GET /api/explore/clusters', { query: { map } })
  await reader.open(`/explore/${map}?tab=clusters`)
  const groups = page.getByRole('heading', { level: 2 })
  expect(await groups.count()).toBe(clusters.length)
  expect(await findings(page)).toEqual([])
  await page
    .getByRole('link', { name: `${clusters[0]?.cases.toLocaleString('en-US')} cases` })
    .first()
    .click()
  await page.getByRole('table', { name: /^Cases/ }).waitFor()
  expect(await page.getByRole('region', { name: 'In short' }).innerText()).toMatch(
    new RegExp(`\\s${clusters[0]?.cases.toLocaleString('en-US')}\\b`),
  )
})

test('[A3, A5] unusual cases are listed with why, and open', async () => {
  await reader.open(`/explore/${map}?tab=anomalies`)
  await page.getByRole('columnheader', { name: 'Expected by chance' }).waitFor()
  expect(await findings(page)).toEqual([])
  const { list } = await answer('GET /api/explore/anomalies', { query: { map } })
  if (list[0]) {
    await page.getByRole('link', { name: list[0].case, exact: true }).first().click()
    await settled(page)
    expect(page.url()).toContain('/case/')
  }
})

test('[W42] nothing failed on the way', () => {
  expect(reader.complaints).toEqual([])
})
