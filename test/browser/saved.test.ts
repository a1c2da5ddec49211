import { afterAll, expect, test } from 'vitest'
import { findings } from './axe.ts'
import { emptyStore } from './store.ts'
import { settled, visit } from './visit.ts'

/** A store of its own: what is saved here must not be on anybody else's screen. */
const store = await emptyStore()
const events = ['case,event,time,channel']
for (let i = 0; i < 60; i++) {
  events.push(
    `c${i},Apply,2026-03-${String(1 + (i % 28)).padStart(2, '0')}T10:00:00Z,${i % 3 === 0 ? 'branch' : 'web'}`,
  )
  if (i % 2 === 0) events.push(`c${i},Pay,2026-03-${String(1 + (i % 28)).padStart(2, '0')}T12:00:00Z,app`)
}
await store.bringIn('pay.csv', `${events.join('\n')}\n`)
const reader = await visit({}, store.url)
const { page } = reader
afterAll(async () => {
  await page.context().close()
  await store.remove()
})
const segment = () => page.getByRole('button', { name: /^Segment:/ })
const dialog = (name: string) => page.getByRole('dialog', { name })

test('[W30, U12] a segment is made, kept by a name, and chosen from another screen; removing it can be undone', async () => {
  await reader.open('/cases')
  await segment().click()
  await dialog('Segment').getByLabel('Property').selectOption('channel')
  await dialog('Segment').getByLabel('branch').check()
  await dialog('Segment').getByLabel('Keep it by a name').fill('At the branch')
  await dialog('Segment').getByRole('button', { name: 'Save', exact: true }).click()
  await dialog('Segment').getByText('Saved as “At the branch”.').waitFor()
  expect(await findings(page)).toEqual([])
  await reader.open('/explore?tab=funnel')
  await segment().click()
  await dialog('Segment').getByRole('button', { name: 'At the branch', exact: true }).click()
  await settled(page)
  expect(JSON.parse(new URL(page.url()).searchParams.get('segment') ?? '')).toEqual({ where: { channel: 'branch' } })
  await reader.open('/cases')
  await segment().click()
  await dialog('Segment').getByRole('button', { name: 'Remove the segment At the branch' }).click()
  await dialog('Segment').getByText('Removed “At the branch”.').waitFor()
  await dialog('Segment').getByRole('button', { name: 'Undo' }).click()
  await dialog('Segment').getByRole('button', { name: 'At the branch', exact: true }).click()
  await settled(page)
  await expect.poll(() => page.getByRole('region', { name: 'In short' }).innerText()).toMatch(/\s20\b/)
})

test('[W30] a view keeps the screen with its filters, opens from anywhere, and one that was removed comes back', async () => {
  await reader.open('/variants?segment={"where":{"channel":"branch"}}')
  const kept = page.url()
  await page.getByRole('button', { name: 'Views' }).click()
  await dialog('Views').getByLabel('Save this view as').fill('Branch, by variant')
  await dialog('Views').getByRole('button', { name: 'Save view' }).click()
  await dialog('Views').getByText('It is saved as “Branch, by variant”.').waitFor()
  expect(await findings(page)).toEqual([])
  await reader.open('/cases')
  await page.getByRole('button', { name: 'Views' }).click()
  await dialog('Views').getByRole('button', { name: 'Remove the view Branch, by variant' }).click()
  await dialog('Views').getByRole('button', { name: 'Undo' }).click()
  await dialog('Views').getByRole('link', { name: 'Branch, by variant' }).click()
  await settled(page)
  const [was, is] = [kept, page.url()].map((url) => new URL(url))
  expect(is?.pathname).toBe(was?.pathname)
  expect(is?.searchParams.get('segment')).toBe(was?.searchParams.get('segment'))
  expect(reader.complaints).toEqual([])
})
