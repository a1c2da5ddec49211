import { readFile } from 'node:fs/promises'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, expect, test } from 'vitest'
import { findings } from './axe.ts'
import { answer, settled, visit } from './visit.ts'

const map = 'opening-a-business-account'
const reader = await visit({ acceptDownloads: true })
const { page } = reader
afterAll(() => page.context().close())

/** The bytes of the file that a press on `kind` within `part` gives. */
async function taken(part: string, kind: 'CSV' | 'Parquet' | 'SVG' | 'PNG'): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download')
  await page.locator(part).getByRole('button', { name: kind, exact: true }).first().click()
  const download = await waiting
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('[W33] the whole map goes along: every step with the API’s own figures, and a picture of all of it', async () => {
  await reader.open(`/map/${map}?show=conformance`)
  await page.getByRole('button', { name: 'Take the map along' }).click()
  expect(await findings(page)).toEqual([])
  const float = '[role=dialog]'
  const parquet = await taken(float, 'Parquet')
  expect(parquet.name).toBe('map-opening-a-business-account.parquet')
  const rows = await parquetReadObjects({ file: new Uint8Array(parquet.bytes).buffer })
  const measured = await answer('GET /api/maps/:map/measure', { params: { map }, query: {} })
  expect(rows.map((row) => [row['step'], row['cases']])).toEqual(
    measured.steps.map(({ id, cases, unmeasured }) => [id, unmeasured === undefined ? cases : null]),
  )
  const { deviations } = await answer('GET /api/maps/:map/conformance', { params: { map }, query: {} })
  const skipped = deviations.find(({ kind }) => kind === 'skipped')
  expect(rows.find((row) => row['step'] === skipped?.step)?.['skipped_cases']).toBe(skipped?.cases)

  const svg = (await taken(float, 'SVG')).bytes.toString('utf8')
  const said = await page.evaluate((text) => {
    const drawing = new DOMParser().parseFromString(text, 'image/svg+xml')
    const width = Number(drawing.documentElement.getAttribute('width'))
    return {
      sound: drawing.querySelector('parsererror') === null && drawing.querySelector('foreignObject') === null,
      whole: width >= (document.querySelector('.map-grid')?.scrollWidth ?? Number.POSITIVE_INFINITY),
      words: [...drawing.querySelectorAll('text')].map((line) => line.textContent).join(' '),
    }
  }, svg)
  expect(said).toMatchObject({ sound: true, whole: true })
  const drawn = await answer('GET /api/maps/:map', { params: { map } })
  for (const step of drawn.map.phases.flatMap(({ steps }) => steps)) expect(said.words).toContain(step.title)
  const png = (await taken(float, 'PNG')).bytes
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(Number(/width="(\d+)"/.exec(svg)?.[1]) * 2)
})

test('[W33] a step’s times and promises go along from its panel', async () => {
  await reader.open(`/map/${map}?step=starts`)
  const detail = await answer('GET /api/maps/:map/steps/:step', { params: { map, step: 'starts' }, query: {} })
  await page.getByText('As a table, or a file').first().click()
  const times = (await taken('aside .chart details[open]', 'CSV')).bytes.toString('utf8').trim().split('\r\n')
  expect(times[0]).toBe('from_seconds,to_seconds,visits')
  const visits = times.slice(1).reduce((sum, line) => sum + Number(line.split(',')[2]), 0)
  expect(visits).toBe(detail.measure.toNext.n)
  expect((await taken('aside .chart details[open]', 'SVG')).bytes.toString('utf8')).toContain('<svg')
  const both = (await taken('aside .step-panel > .take-along', 'CSV')).bytes.toString('utf8').trim().split('\r\n')
  expect(both).toHaveLength(1 + detail.to.length + detail.from.length)
})

test('[W33] what if goes along: its figures, and each distribution as a table and a picture', async () => {
  await reader.open(`/what-if/${map}`)
  await page.getByRole('table', { name: 'Figures as they are and with the changes' }).waitFor()
  const figures = (await taken('.wi-results', 'CSV')).bytes.toString('utf8').trim().split('\r\n')
  expect(figures[1]).toMatch(/^Good outcome,share,as it is,0\.\d+,/)
  const spread = (await taken('.wi-figure', 'CSV')).bytes.toString('utf8')
  expect(spread).toMatch(/^share,as_it_is_seconds\r\n/)
  expect((await taken('.wi-figure', 'PNG')).name).toBe('what-if-time-to-outcome.png')
  await settled(page)
  expect(reader.complaints).toEqual([])
})
