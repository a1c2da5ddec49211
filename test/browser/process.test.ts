import { afterAll, expect, test } from 'vitest'
import { answer, settled, visit } from './visit.ts'

const map = 'opening-a-business-account'
const path = `/process/${map}`
const reader = await visit()
const { page } = reader
afterAll(() => page.context().close())

const picture = page.getByRole('application')
const aside = page.getByRole('complementary', { name: 'What is shown and selected' })
const steps = aside.getByRole('slider', { name: /^Steps/ })
const transitions = aside.getByRole('slider', { name: /^Transitions/ })
const links = picture.getByRole('group', { name: 'Transitions' }).getByRole('button')
const focused = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')

/** How many links lie between two steps: those from the start and to the end are no transitions. */
async function drawn(): Promise<number> {
  const names = await links.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  return names.filter((name) => !name.startsWith('Start to') && !/ to End[,:]/.test(name)).length
}

test('[P3] the sliders change what is shown and say how much of the events that is', async () => {
  const dfg = await answer('GET /api/explore/dfg', { query: { map } })
  const all = { steps: dfg.steps.filter(({ cases }) => cases > 0).length, links: dfg.edges.length }
  await reader.open(path)
  await picture.waitFor()
  for (const slider of [steps, transitions]) await slider.press('End')
  await expect.poll(() => steps.getAttribute('aria-valuetext')).toContain(`Steps: ${all.steps} of ${all.steps} (100 %`)
  expect(await transitions.getAttribute('aria-valuetext')).toContain(`Transitions: ${all.links} of ${all.links} (100 %`)
  await expect.poll(drawn).toBe(all.links)
  await transitions.press('Home')
  const fewest = Number(/Transitions: (\d+) of/.exec((await transitions.getAttribute('aria-valuetext')) ?? '')?.[1])
  expect(fewest).toBeLessThan(all.links)
  await expect.poll(drawn).toBe(fewest)
})

test('[P18] how much is shown is in the address, and shown so again', async () => {
  const said = await transitions.getAttribute('aria-valuetext')
  expect(new URL(page.url()).searchParams.get('links')).toBe('0')
  await page.reload()
  await settled(page)
  await expect.poll(() => transitions.getAttribute('aria-valuetext')).toBe(said)
})

test('[P15] keys go along the busiest links, Enter selects, and the cases behind are those of the API', async () => {
  await reader.open(path)
  await picture.getByRole('button', { name: /^Start\s*,/ }).focus()
  const way = []
  for (const _ of [1, 2, 3]) {
    await page.keyboard.press('ArrowDown')
    way.push(await focused())
  }
  expect(way.map((one) => one.split(/\s*[:,]/)[0])).toEqual([
    'Start to Look for a bank',
    'Look for a bank',
    'Look for a bank to Compare the prices',
  ])
  await page.keyboard.press('Enter')
  const { edges } = await answer('GET /api/explore/dfg', { query: { map } })
  const edge = edges.find(({ from, to }) => from === 'looks' && to === 'compares')
  const cases = (edge?.cases ?? 0).toLocaleString('en-US')
  await aside.getByRole('link', { name: `See ${cases} cases` }).click()
  await page.getByRole('table', { name: /^Cases/ }).waitFor()
  expect(await page.getByRole('region', { name: 'In short' }).innerText()).toMatch(
    new RegExp(`Cases that went from “Look for a bank” to “Compare the prices”\\s+${cases}\\b`),
  )
})

test('[P15] Escape lets go', async () => {
  await page.goBack()
  await picture.getByRole('button', { name: /^Look for a bank\s*,/ }).click()
  await aside.getByRole('heading', { name: 'Look for a bank' }).waitFor()
  await page.keyboard.press('Escape')
  await aside.getByText('Select a step or a link').waitFor()
})

test('[P20] where the system asks for stillness the replay waits for the hand', async () => {
  await reader.open(path)
  await aside.getByRole('button', { name: /^Play the cases/ }).click()
  await aside.getByRole('button', { name: 'Play', exact: true }).waitFor()
  const before = await time.inputValue()
  await frames(20)
  expect(await time.inputValue()).toBe(before)
  expect(await aside.getByRole('button', { name: 'Pause' }).count()).toBe(0)
})

const time = aside.getByRole('slider', { name: 'Point in time' })
/** Lets the page draw so many times: nothing moves by itself in them, or it does not move by itself at all. */
const frames = (count: number): Promise<void> =>
  page.evaluate(async (left) => {
    for (let i = 0; i < left; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
  }, count)

test('[P20] a replay plays, pauses, and goes to any point in time', async () => {
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await reader.open(path)
  await aside.getByRole('button', { name: /^Play the cases/ }).click()
  await aside.getByRole('button', { name: 'Pause' }).waitFor()
  const first = Number(await time.getAttribute('min'))
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(first)
  await aside.getByRole('button', { name: 'Pause' }).click()
  await aside.getByRole('button', { name: 'Play', exact: true }).waitFor()
  await frames(2)
  const paused = await time.inputValue()
  await frames(20)
  expect(await time.inputValue()).toBe(paused)
  await time.press('End')
  const atEnd = await ink()
  await time.fill(String((first + Number(await time.getAttribute('max'))) / 2))
  await expect
    .poll(() => aside.getByText(/cases moving/).innerText())
    .toMatch(/^\d+ \w+ 202\d \d\d:\d\d · \d+ cases moving/)
  expect(await ink()).toBeGreaterThan(atEnd)
})

/** How much of the canvas over the picture is painted. */
const ink = (): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[role=application] canvas')
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    return pixels.filter((value, i) => i % 4 === 3 && value > 0).length
  })

test('[W42] nothing failed on the way', () => {
  expect(reader.complaints).toEqual([])
})
