import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Visit, visit } from './visit.ts'

// A map of nineteen steps, so that it scrolls both ways.
const path = '/map/opening-a-business-account'
const reader: Visit = await visit({ viewport: { width: 1200, height: 700 } })
const { page } = reader
afterAll(() => page.context().close())
beforeEach(() => reader.open(path))

const grid = page.getByRole('grid')
const panel = page.getByRole('complementary', { name: 'Step' })
const lane = (name: string): Locator => grid.getByRole('button', { name, exact: true })
const lanes = (): Promise<string[]> =>
  grid.getByRole('rowgroup').last().getByRole('rowheader').getByRole('button').allInnerTexts()

/** Where the focus is: the row's name and the place in it, as "Flow 3"; outside the grid, what it is on. */
const focus = (): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    const cell = at?.closest<HTMLTableCellElement>('[role=grid] :is(th, td)')
    const name = cell?.closest('tr')?.cells[0]?.innerText.split('\n')[0]
    return cell ? `${name} ${cell.cellIndex}` : (at?.textContent ?? '')
  })

async function press(...keys: string[]): Promise<string> {
  for (const key of keys) await page.keyboard.press(key)
  return focus()
}

/** Into the grid as a person without a mouse comes: Tab from the last thing before it. */
async function enter(): Promise<string> {
  await page.getByRole('region', { name: 'In short' }).getByRole('button').last().focus()
  return press('Tab')
}

test('[M40] the grid is one tab stop', async () => {
  expect(await enter()).toBe('Step 1')
  await press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('[role=grid]') === null)).toBe(true)
  expect(await press('Shift+Tab')).toBe('Step 1')
  expect(await press('ArrowDown', 'ArrowRight')).toBe('Flow 2')
  await press('Tab')
  expect(await press('Shift+Tab')).toBe('Flow 2')
})

test('[M40] arrows move by a cell, a phase is one cell, and at an edge the focus stays', async () => {
  await enter()
  expect(await press('ArrowRight')).toBe('Step 2')
  expect(await press('ArrowUp')).toBe('Phase 1')
  expect(await press('ArrowRight')).toBe('Phase 2')
  expect(await press('ArrowDown')).toBe('Step 3')
  expect(await press('ArrowDown', 'ArrowDown')).toBe('Time to next 3')
  expect(await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft')).toBe('Time to next 0')
  expect(await press('ArrowLeft')).toBe('Time to next 0')
})

test('[M41] Home, End, pages and the corners', async () => {
  await enter()
  await press('ArrowDown', 'ArrowRight')
  expect(await press('End')).toBe('Flow 24')
  expect(await press('Home')).toBe('Flow 0')
  expect(await press('PageDown')).not.toBe('Flow 0')
  expect(await press('PageUp')).toBe('Flow 0')
  expect(await press('Control+End')).toBe(`${(await lanes()).at(-1)} 1`)
  expect(await press('Control+Home')).toBe('Phase 0')
})

test('[M41] Enter opens the step, Escape closes it and gives the focus back', async () => {
  await enter()
  await press('ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter')
  await panel.getByRole('heading', { level: 2, name: 'Start the application' }).waitFor()
  expect(new URL(page.url()).searchParams.get('step')).toBe('starts')
  expect(await focus()).toBe('Start the application')
  await panel.getByRole('link', { name: 'See all cases' }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(await focus()).toBe('Flow 3')
  expect(new URL(page.url()).searchParams.has('step')).toBe(false)
})

test('[M41] a step opened by the pointer gives the focus back too', async () => {
  await grid.getByRole('columnheader', { name: 'Compare the prices' }).click()
  await panel.getByRole('link', { name: 'See all cases' }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(await focus()).toBe('Step 2')
})

test('[M23] lanes fold and move by key, stay so after a reload, and go back by Reset', async () => {
  const usual = await lanes()
  expect(usual.slice(0, 3)).toEqual(['Flow', 'Time to next', 'Drop-off'])
  await lane('Flow').focus()
  await stored(() => page.keyboard.press('Enter'))
  expect(await lane('Flow').getAttribute('aria-expanded')).toBe('false')
  await stored(() => page.keyboard.press('Alt+ArrowDown'))
  expect(await focus()).toBe('Flow 0')
  const moved = ['Time to next', 'Flow', 'Drop-off']
  expect((await lanes()).slice(0, 3)).toEqual(moved)
  await reader.open(path)
  expect((await lanes()).slice(0, 3)).toEqual(moved)
  expect(await lane('Flow').getAttribute('aria-expanded')).toBe('false')
  await enter()
  expect(await press('ArrowLeft')).toBe('Step 0')
  await press('Enter')
  await stored(() => page.getByRole('button', { name: 'Reset to how the lens has them' }).click())
  expect(await lanes()).toEqual(usual)
  expect(await lane('Flow').getAttribute('aria-expanded')).toBe('true')
})

/** What is changed about the lanes is stored before a reload may ask for it. */
async function stored(act: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse((one) => one.url().endsWith('/api/settings/lanes') && one.ok())
  await act()
  await answered
}

test('[M43] steps and lane names stay in view however far the grid is scrolled', async () => {
  const [first, name] = [grid.getByRole('columnheader', { name: 'Look for a bank' }), lane('Drop-off')]
  const [head, left] = [await first.boundingBox(), await name.boundingBox()]
  await enter()
  await press('End', ...Array.from({ length: 5 }, () => 'PageDown'))
  const last = grid.getByRole('columnheader').last()
  expect(await isSeen(page, last)).toBe(true)
  expect((await last.boundingBox())?.y).toBe(head?.y)
  const bottom = lane((await lanes()).at(-1) ?? '')
  expect(await isSeen(page, bottom)).toBe(true)
  expect((await bottom.boundingBox())?.x).toBe(left?.x)
  expect(await isSeen(page, first)).toBe(false)
})

/** Not only in the window: nothing lies over its middle. */
async function isSeen(screen: Page, what: Locator): Promise<boolean> {
  const box = await what.boundingBox()
  if (!box) return false
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const handle = await what.elementHandle()
  return screen.evaluate(
    ([one, { x, y }]) => {
      const top = document.elementFromPoint(x, y)
      return top !== null && (one?.contains(top) ?? false)
    },
    [handle, middle] as const,
  )
}

test('[W42] nothing failed on the way', () => {
  expect(reader.complaints).toEqual([])
})
