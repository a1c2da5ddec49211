import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeInLeft } from '../../src/runtime/index.ts'
import { openStore } from '../../src/store/index.ts'
import { keyFor, type Running, startServer } from '../server.ts'
import { launchBrowser } from './chromium.ts'

/**
 * analytics.js as its package publishes it, in a shop's page of another origin. Of our server it is told the address and the
 * key, no more; what was held is looked at after the server was killed.
 */
const bundle = fileURLToPath(new URL('../../node_modules/@segment/analytics-next/dist/umd/index.js', import.meta.url))
let dir = ''
let server: Running
let shop: Server
let browser: Browser
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-analytics-js-'))
  server = await startServer(['serve', '--data', dir])
  shop = createServer((request, response) => {
    if (request.url === '/analytics.js') return void createReadStream(bundle).pipe(response)
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>Shop</title><script src="/analytics.js"></script>')
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  shop.close()
  await server.stop('SIGKILL')
  await rm(dir, { recursive: true, force: true })
})

/** A page of the shop, and every address that was asked from it. */
async function visitShop(): Promise<{ readonly page: Page; readonly asked: string[] }> {
  const page = await browser.newPage()
  const asked: string[] = []
  page.on('response', (answer) => asked.push(`${answer.request().method()} ${answer.url()} ${answer.status()}`))
  page.on('requestfailed', (request) => asked.push(`${request.url()} failed`))
  await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)
  return { page, asked }
}

interface Analytics {
  track(name: string, properties: object): Promise<unknown>
  identify(id: string, traits: object): Promise<unknown>
  page(name: string): Promise<unknown>
  group(id: string, traits: object): Promise<unknown>
  alias(to: string): Promise<unknown>
}
declare const AnalyticsNext: { AnalyticsBrowser: { load(settings: object, options?: object): Analytics } }

test('[I8] analytics.js, told the address and the key, sends from another origin and loads nothing else', async () => {
  const { page, asked } = await visitShop()
  const settings = { writeKey: await keyFor(server, 'shop'), cdnURL: server.url }
  await page.evaluate(async (settings) => {
    const analytics = AnalyticsNext.AnalyticsBrowser.load(settings)
    await analytics.track('Looked Around', { shelf: 3 })
    await analytics.alias('browser')
    await analytics.identify('browser', { plan: 'gold' })
    await analytics.page('Checkout')
    await analytics.group('acme', { size: 20 })
  }, settings)
  const sent = () => asked.filter((one) => one.startsWith('POST'))
  await expect.poll(sent).toEqual(['t', 'a', 'i', 'p', 'g'].map((letter) => `POST ${server.url}/v1/${letter} 200`))
  expect(asked.filter((one) => one.includes('segment.'))).toEqual([])
  await page.close()
})

test('[I8] analytics.js that gathers its calls sends them together, also when the page is left', async () => {
  const { page, asked } = await visitShop()
  const settings = { writeKey: await keyFor(server, 'gathering shop'), cdnURL: server.url }
  await page.evaluate(async (settings) => {
    const deliveryStrategy = { strategy: 'batching', config: { size: 3, timeout: 60_000 } }
    const analytics = AnalyticsNext.AnalyticsBrowser.load(settings, {
      integrations: { 'Segment.io': { deliveryStrategy } },
    })
    await analytics.identify('gathered', {})
    for (const n of [1, 2, 3]) await analytics.track('Step Taken', { n })
  }, settings)
  await expect.poll(() => asked).toContain(`POST ${server.url}/v1/b 200`)
  await page.goto('about:blank')
  await page.close()
})

test('[I8] what analytics.js was told is accepted is held', async () => {
  await server.stop('SIGKILL')
  const store = await openStore(dir)
  await takeInLeft(store)
  const held = await store.warehouse.rows({
    sql: `SELECT name, customer, mapContains(identities, 'anonymousId') AS isBoth, properties['name'] AS title, traits
      FROM event WHERE channel = 'web' AND properties['page.path'] = '/' ORDER BY at, seq`,
  })
  const known = { customer: 'browser', isBoth: 1, title: '', traits: {} }
  expect(held).toEqual([
    // Sent before the visitor had a name; the alias told who it was.
    { ...known, name: 'Looked Around' },
    { ...known, name: 'Alias Given' },
    { ...known, name: 'Identified', traits: { plan: 'gold' } },
    { ...known, name: 'Page Viewed', title: 'Checkout' },
    { ...known, name: 'Group Joined', traits: { 'group.size': '20' } },
    { ...known, name: 'Identified', customer: 'gathered' },
    ...[1, 2, 3].map(() => ({ ...known, name: 'Step Taken', customer: 'gathered' })),
  ])
  await store.close()
})
