import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StepMeasure } from '../../src/insight/answers.ts'
import { type Running, startServer } from '../server.ts'
import { findings } from './axe.ts'
import { answer, settled, type Visit, visit } from './visit.ts'

// One newcomer, from an empty folder to one customer's day: each test goes on where the one before it stopped.
let server: Running
let dir: string
let newcomer: Visit

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-newcomer-'))
  server = await startServer(['serve', '--data', dir])
  newcomer = await visit({ acceptDownloads: true }, server.url)
})
afterAll(async () => {
  await newcomer.page.context().close()
  await server.stop()
  await rm(dir, { recursive: true, force: true })
})

const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}`

/** Twenty tickets as a help desk would export them: no zone, a name for the team that says nothing, one row that is broken. */
function helpDesk(): string {
  const rows = Array.from({ length: 20 }, (_, i) => {
    const ticket = `T-${100 + i}`
    const on = day(1 + i)
    return [
      `${ticket},Ticket opened,${on} 09:00:00,desk-b,web`,
      `${ticket},Ticket answered,${on} ${10 + (i % 4)}:30:00,desk-b,phone`,
      ...(i % 5 === 0 ? [`${ticket},Ticket reopened,${on} 15:00:00,desk-c,phone`] : []),
      `${ticket},Ticket closed,${on} 17:00:00,desk-b,web`,
    ]
  }).flat()
  return ['ticket,activity,timestamp,grp,via', ...rows, 'T-100,Ticket rated,after lunch,desk-b,web', ''].join('\n')
}
test('[W13] an empty store asks for one thing', async () => {
  const { page, open } = newcomer
  await open('/')
  await page.getByText('No event is here yet').waitFor()
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  expect(await page.getByRole('article').count()).toBe(0)
  expect(await findings(page)).toEqual([])
})

test('[W17] a dropped file is shown as it would be read, with what was taken for granted', async () => {
  const { page } = newcomer
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'helpdesk.csv', { type: 'text/csv' }))
    return data
  }, helpDesk())
  await page.dispatchEvent('main', 'drop', { dataTransfer: dropped })
  await page.getByRole('heading', { level: 1, name: 'Bring in helpdesk.csv' }).waitFor()
  const uses = ['ticket', 'activity', 'timestamp', 'grp'].map((column) =>
    page.getByLabel(`${column} is taken for`).locator('option:checked').innerText(),
  )
  expect(await Promise.all(uses)).toEqual([
    'case: the passage it belongs to',
    'name: what happened',
    'at: when it happened',
    'property: kept as it is',
  ])
  await page.getByText('Times in "timestamp" have no zone; they are read as UTC.').first().waitFor()
  expect(await findings(page)).toEqual([])
})

test('[W17] a column put right and the zone chosen are tried on the first rows at once', async () => {
  const { page } = newcomer
  const first = page
    .getByRole('region', { name: /^The first rows/ })
    .getByRole('row')
    .nth(1)
  expect(await first.innerText()).toContain('1 Mar 2026 09:00:00')
  await page.getByLabel('grp is taken for').selectOption({ label: 'team: who delivered it' })
  await page.getByLabel('via is taken for').selectOption({ label: 'channel: through what' })
  // the guess is not an answer, however many other columns are put right
  expect(await page.getByRole('button', { name: 'Bring it in' }).isDisabled()).toBe(true)
  await page.getByLabel('Times have no zone').fill('Europe/Vienna')
  await page.getByLabel('Times have no zone').press('Enter')
  await expect.poll(() => first.innerText()).toContain('1 Mar 2026 08:00:00')
  expect(await first.innerText()).toContain('web · desk-b')
  expect(await first.innerText()).not.toContain('grp')
  expect(await findings(page)).toEqual([])
})

test('[W43] what came of a file is counted, and what was refused can be taken along', async () => {
  const { page } = newcomer
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await page.getByRole('heading', { name: 'helpdesk.csv is in' }).waitFor()
  const said = await page.getByRole('main').innerText()
  expect(said).toMatch(/Events read\s+65\b/)
  expect(said).toMatch(/Written\s+64\b/)
  expect(said).toMatch(/Rows refused\s+1\b/)
  const refused = page.getByRole('row').filter({ hasText: 'after lunch' }).getByRole('cell')
  expect(await refused.allInnerTexts()).toEqual(['66', 'at', 'after lunch', 'is not a time that can be read'])
  expect(await findings(page)).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'All 1 as a file (CSV)' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toBe(
    'file,line,field,value,reason\nhelpdesk.csv,66,at,after lunch,is not a time that can be read\n',
  )
})

test('[W44] the journey found opens as a map whose figures are those of the API', async () => {
  const { page } = newcomer
  await page.getByRole('button', { name: 'See the journey they took' }).click()
  await page.getByRole('grid').waitFor()
  await settled(page)
  const map = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const measure = await answer('GET /api/maps/:map/measure', { params: { map } }, server.url)
  expect(await cellsOf('Flow')).toEqual(measure.steps.map(sayFlow))
  expect(await cellsOf('Flow')).toEqual([
    '20 cases, 20 visits; 0 drop out',
    '20 cases, 20 visits; 0 drop out',
    '4 cases, 4 visits; 0 drop out',
    '20 cases, 20 visits',
  ])
  expect((await cellsOf('Time to next'))[0]).toMatch(/^3 h\b/)
  expect(await cellsOf('Teams')).toEqual(['desk-b', 'desk-b', 'desk-c', 'desk-b'])
  expect(await findings(page)).toEqual([])
})

test('[W18] from a step to the cases behind it, and to one of them', async () => {
  const { page } = newcomer
  await page.getByRole('columnheader', { name: 'Ticket reopened' }).last().click()
  const panel = page.getByRole('complementary', { name: 'Step' })
  await panel.getByRole('link', { name: 'See all cases' }).click()
  const cases = page.getByRole('table', { name: /^Cases/ })
  await cases.waitFor()
  expect(await page.getByRole('region', { name: 'In short' }).innerText()).toMatch(
    /Cases that came to “Ticket reopened”\s+4\b/,
  )
  expect((await cases.getByRole('rowheader').allInnerTexts()).sort()).toEqual(['T-100', 'T-105', 'T-110', 'T-115'])
  expect(await findings(page)).toEqual([])
})

test('[W24] one case lists its events, newest first, in UTC wherever the reader is', async () => {
  const { page } = newcomer
  await page.getByRole('link', { name: 'T-105' }).click()
  const events = page.getByRole('table', { name: /^Events of the case/ })
  await events.waitFor()
  const whens = await events
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
    .allInnerTexts()
  expect(
    whens.map((row) =>
      row
        .split('\t')
        .slice(0, 3)
        .map((one) => one.trim()),
    ),
  ).toEqual([
    ['6 Mar 2026 16:00:00', '2 h', 'Ticket closed'],
    ['6 Mar 2026 14:00:00', '3.5 h', 'Ticket reopened'],
    ['6 Mar 2026 10:30:00', '2.5 h', 'Ticket answered'],
    ['6 Mar 2026 08:00:00', '', 'Ticket opened'],
  ])
  expect(await findings(page)).toEqual([])
})

test('[W42] on the whole way nothing failed and nothing was logged as an error', () => {
  expect(newcomer.complaints).toEqual([])
})

/** What a lane says of each step. */
async function cellsOf(lane: string): Promise<string[]> {
  const { page } = newcomer
  const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: lane, exact: true }) })
  const cells = await row.getByRole('gridcell').allInnerTexts()
  return cells.map((cell) => cell.trim())
}

function sayFlow({ cases, visits, dropped }: StepMeasure): string {
  const lost = dropped.share === null ? '' : `; ${Math.round(dropped.share * dropped.n)} drop out`
  return `${cases} cases, ${visits} visits${lost}`
}
