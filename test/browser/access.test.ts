import { afterAll, expect, test } from 'vitest'
import { findings } from './axe.ts'
import { answer, type Visit, visit } from './visit.ts'

const map = 'getting-help'
const { variants } = await answer('GET /api/explore/variants', { query: { map, top: '2' } })
const { cases } = await answer('GET /api/cases', {
  query: { map: 'opening-a-business-account', behind: JSON.stringify({ kind: 'late', step: 'papers-sent' }) },
})
const compare = encodeURIComponent(JSON.stringify(variants.map(({ id }) => id)))

/** Every screen, in each way it can be looked at. */
const screens = {
  journeys: '/',
  'journeys by health': '/?order=health',
  'map, measured': `/map/${map}`,
  'map, measured, a step open': `/map/${map}?step=asks`,
  'map, drawn': `/map/${map}?lens=draw`,
  'map, drawn, a step open': `/map/${map}?lens=draw&step=asks`,
  'map, text': `/map/${map}?lens=text`,
  'map, no case left': `/map/${map}?from=2031-01-01`,
  'process map': `/process/${map}`,
  'process map as a table': `/process/${map}?view=table`,
  'process map of all events': '/process',
  variants: `/variants/${map}`,
  'variants, two compared': `/variants/${map}?compare=${compare}`,
  'explore, funnel': `/explore/${map}`,
  'explore, paths': `/explore/${map}?tab=paths`,
  'explore, step by step': `/explore/${map}?tab=matrix`,
  'explore, sooner or later': `/explore/${map}?tab=follows`,
  'explore, time between': `/explore/${map}?tab=between`,
  trend: `/trend/${map}`,
  'compare, nobody chosen': `/compare/${map}`,
  'compare, two periods': `/compare/${map}?a=${encodeURIComponent('{"to":"2026-06-01"}')}&b=${encodeURIComponent('{"from":"2026-06-01"}')}`,
  'trend of all events, by day': '/trend?bucket=day',
  drivers: `/drivers/${map}?of=late:asks`,
  due: '/due/opening-a-business-account',
  'due, of all events': '/due',
  cases: `/cases?map=${map}`,
  case: `/case/${cases[0]?.key}?map=opening-a-business-account`,
  'friction on the map': `/map/${map}?show=friction&step=passed-on`,
  'friction report': `/report/${map}`,
  'nothing here': '/nowhere',
}
const places = Object.entries(screens)

/** Two people look at the same time: one in the light, one in the dark. */
const light = await visit({ colorScheme: 'light' })
const dark = await visit({ colorScheme: 'dark' })
afterAll(() => Promise.all([light, dark].map(({ page }) => page.context().close())))

test.each(places)('[W40] axe finds nothing on %s, light and dark, wide and narrow', async (_, path) => {
  const found = await Promise.all([light, dark].map((one) => look(one, path)))
  expect(found).toEqual([[], []])
})

async function look({ page, complaints, open }: Visit, path: string): Promise<string[]> {
  complaints.length = 0
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(path)
  const wide = await findings(page)
  await page.setViewportSize({ width: 1024, height: 768 })
  const narrow = await findings(page)
  return [
    ...wide.map((one) => `1440 wide: ${one}`),
    ...narrow.map((one) => `1024 wide: ${one}`),
    ...(await sideways(page)),
    ...complaints,
  ]
}

/** [W41] What is wider than the window scrolls within itself; the page does not. */
async function sideways(page: Visit['page']): Promise<string[]> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  return over > 0 ? [`the page scrolls sideways by ${over} px`] : []
}
