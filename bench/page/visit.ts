import { gzipSync } from 'node:zlib'
import type { Browser, Request } from 'playwright-core'

/** One visit with an empty cache; times in seconds from the address being opened. */
export interface Visit {
  readonly paint: number
  readonly figure: number
  readonly files: number
  /** of the page's own files, answers of the API left out */
  readonly bytes: number
  readonly gzipped: number
}

/** A figure is on the screen when its value holds a digit; until it is known it is a grey bar. */
const noteFirstFigure = `
  window.firstFigure = new Promise((resolve, reject) => {
    const look = () => {
      for (const value of document.querySelectorAll('.figure strong')) {
        if (/[0-9]/.test(value.textContent)) return resolve(performance.now())
      }
      if (performance.now() > 120_000) return reject(new Error('no figure after two minutes'))
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`

export async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(noteFirstFigure)
    const fetched: Request[] = []
    page.on('requestfinished', (request) => fetched.push(request))
    await page.goto(url)
    const figure = await page.evaluate<number>('window.firstFigure')
    const paint = await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    const files = await bodiesOf(fetched)
    return {
      paint: paint / 1000,
      figure: figure / 1000,
      files: files.length,
      bytes: files.reduce((sum, file) => sum + file.length, 0),
      gzipped: files.reduce((sum, file) => sum + Math.min(file.length, gzipSync(file).length), 0),
    }
  } finally {
    await context.close()
  }
}

/** What had come when the figure stood; whatever comes later is no part of the first load. */
async function bodiesOf(fetched: readonly Request[]): Promise<readonly Buffer[]> {
  const own = fetched.filter((request) => !new URL(request.url()).pathname.startsWith('/api/'))
  const bodies = await Promise.all(own.map(async (request) => (await request.response())?.body()))
  return bodies.filter((body) => body !== undefined)
}
