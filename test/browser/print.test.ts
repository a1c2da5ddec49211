import { afterAll, expect, test } from 'vitest'
import { answer, visit } from './visit.ts'

const map = 'opening-a-business-account'
/** An A3 sheet on its side without its margins of 12 mm, in CSS pixels. */
const sheet = { width: Math.round(((420 - 24) / 25.4) * 96), height: Math.round(((297 - 24) / 25.4) * 96) }
const reader = await visit({ viewport: sheet })
const { page } = reader
afterAll(() => page.context().close())

test('[M3] on paper every step and every lane that has content is there, none wider than the sheet, and nothing is cut', async () => {
  const drawn = (await answer('GET /api/maps/:map', { params: { map } })).map
  await reader.open(`/map/${map}`)
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('heading', { name: 'How to read it' }).waitFor()
  const tables = page.getByRole('main').locator('table')
  const titles = drawn.phases.flatMap((phase) => phase.steps.map((step) => step.title))
  const heads = await tables.getByRole('columnheader').allInnerTexts()
  for (const title of titles)
    expect(
      heads.filter((head) => head.startsWith(title)),
      title,
    ).toHaveLength(1)
  const names = await tables.last().getByRole('rowheader').allInnerTexts()
  const lanes = [
    'Flow',
    'Time to next',
    'Drop-off',
    'Repeats',
    'Emotion',
    'In their words',
    'Channels',
    'Teams',
    'Does',
    'Thinks',
  ]
  for (const lane of lanes)
    expect(
      names.filter((name) => name.startsWith(lane)),
      lane,
    ).toHaveLength(1)
  expect(names.filter((name) => name.includes('folded'))).toEqual([])
  expect(await cut()).toEqual([])
})

/** What sticks out of the sheet, and what is larger than the box that hides the rest of it. */
const cut = (): Promise<string[]> =>
  page.evaluate(() => {
    const cells = [...document.querySelectorAll<HTMLElement>('main :is(th, td)')]
    const isCut = (one: HTMLElement): boolean =>
      one.getBoundingClientRect().right > innerWidth + 1 ||
      (getComputedStyle(one).overflow !== 'visible' &&
        (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
    return cells
      .flatMap((cell) => [cell, ...cell.querySelectorAll<HTMLElement>('span, p, div, small')])
      .filter((one) => !one.className.includes('spoken') && isCut(one))
      .map((one) => `${one.className} "${one.innerText}"`)
  })

test('[M3] as a PDF it is one sheet for each run of columns and its legend', async () => {
  await page.emulateMedia({ media: null })
  await reader.open(`/map/${map}`)
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[([^\]]+)\]/g)].map((one) =>
    (one[1] ?? '')
      .trim()
      .split(/\s+/)
      .map((value) => Math.round(Number(value) * 25.4) / 72),
  )
  expect(boxes.length).toBeGreaterThan(0)
  for (const [, , width, height] of boxes) {
    expect(Math.round(width ?? 0)).toBe(420)
    expect(Math.round(height ?? 0)).toBe(297)
  }
  expect(boxes.length).toBeLessThanOrEqual(4)
})

test('[W42] nothing failed on the way', () => {
  expect(reader.complaints).toEqual([])
})
