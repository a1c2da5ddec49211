import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../test/browser/chromium.ts'
import type { Asked } from '../asked.ts'
import { run } from '../child.ts'
import { count, met, range, seconds } from '../say.ts'
import type { Section, Table } from '../section.ts'
import { serveDemo } from '../served.ts'
import { summed } from '../timing.ts'
import { type Visit, visit } from './visit.ts'

const build = fileURLToPath(new URL('../../scripts/build-page.ts', import.meta.url))
const map = 'opening-a-business-account'
const sizeAim = 300 * 1024

/** The page over the simulated company, opened in a browser that has never seen it. */
export async function pagePart({ runs, customers }: Asked, folder: string): Promise<Section> {
  await run(process.execPath, [build])
  const started = performance.now()
  const server = await serveDemo(`${folder}/demo`, customers)
  const ready = (performance.now() - started) / 1000
  try {
    return {
      title: 'Page',
      about: [
        `The built page over the simulated company (${count(customers)} customers, about 25 events each; made and served in ${seconds(ready)}), in headless Chromium at 1440 × 900 on the same machine, each visit with an empty cache. *First paint* is First Contentful Paint; *first figure* is when the first measured number stands on the screen.`,
      ],
      tables: await browsed(server.url, runs),
    }
  } finally {
    await server.stop()
  }
}

async function browsed(url: string, runs: number): Promise<readonly Table[]> {
  const browser = await launchBrowser()
  try {
    return await tables(browser, url, runs)
  } finally {
    await browser.close()
  }
}

async function tables(browser: Browser, url: string, runs: number): Promise<readonly Table[]> {
  const first = { Journeys: await visit(browser, url), Map: await visit(browser, `${url}/map/${map}`) }
  const later: Record<keyof typeof first, Visit[]> = { Journeys: [], Map: [] }
  for (let n = 0; n < runs + 2; n++) {
    later.Journeys.push(await visit(browser, url))
    later.Map.push(await visit(browser, `${url}/map/${map}`))
  }
  const row = (screen: keyof typeof first) => {
    const [paint, figure] = [summed(later[screen].map((v) => v.paint)), summed(later[screen].map((v) => v.figure))]
    return [
      screen,
      seconds(paint.median),
      range(paint),
      seconds(figure.median),
      range(figure),
      seconds(first[screen].figure),
    ]
  }
  const { bytes, gzipped, files } = first.Journeys
  return [
    {
      caption: 'Time from the address being opened',
      head: ['screen', 'first paint', 'lowest – highest', 'first figure', 'lowest – highest', 'first visit of all'],
      rows: [row('Journeys'), row('Map')],
    },
    {
      caption: `First load of Journeys, scripts, styles and fonts; aim: under ${kilobytes(sizeAim)} compressed`,
      head: ['files', 'as served', 'gzip', 'aim'],
      rows: [[count(files), kilobytes(bytes), kilobytes(gzipped), met(gzipped < sizeAim)]],
    },
  ]
}

const kilobytes = (bytes: number) => `${count(bytes / 1024)} KB`
