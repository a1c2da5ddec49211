import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core'
import { afterAll, inject } from 'vitest'
import type { AnswerOf, RequestOf, Route } from '../../src/web/app/ask.ts'
import { urlOf } from '../../src/web/app/ask.ts'
import { cookieOf, headersOf } from '../server.ts'
import { launchBrowser } from './chromium.ts'

export interface Visit {
  readonly page: Page
  /** what the console called an error, and the requests that failed */
  readonly complaints: string[]
  /** goes to a path of the server and waits until nothing is on its way */
  open(path: string): Promise<void>
}

let browser: Promise<Browser> | undefined
afterAll(async () => (await browser)?.close())

/** A person at a browser, signed in as the first admin unless told otherwise, far from UTC so that an instant in local time shows, who asked for stillness unless told otherwise. */
export async function visit(
  { signedIn = true, ...options }: BrowserContextOptions & { readonly signedIn?: boolean } = {},
  server = inject('demo'),
): Promise<Visit> {
  browser ??= launchBrowser()
  const context = await (await browser).newContext({
    baseURL: server,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
    ...options,
  })
  const cookie = signedIn ? await cookieOf(server) : null
  if (cookie !== null) {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value: value, url: server, httpOnly: true }])
  }
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints = listen(page)
  const open = async (path: string): Promise<void> => {
    await page.goto(path)
    await settled(page)
  }
  return { page, complaints, open }
}

function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => isLeft(request) || complaints.push(`${request.url()} was not answered`))
  page.on('response', (answer) => answer.ok() || complaints.push(`${answer.url()} answered ${answer.status()}`))
  return complaints
}

/** A request given up because the page went on is nobody's failure. */
const isLeft = (request: Request): boolean => request.failure()?.errorText === 'net::ERR_ABORTED'

/** The screen has its title, and nothing on it says that it waits. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('main').waitFor()
  await page.waitForFunction(() => {
    const waits = [...document.querySelectorAll('[role=status]')].some((one) =>
      /^(Fetching|Putting)/.test(one.textContent ?? ''),
    )
    const isOpening = document.querySelector('h1')?.textContent === 'Opening'
    return !waits && !isOpening && document.querySelector('[aria-busy=true], [aria-label^=Fetching]') === null
  })
}

/** What the API answers to the question behind a screen. */
export async function answer<R extends Route>(
  route: R,
  request: RequestOf<R>,
  server = inject('demo'),
): Promise<AnswerOf<R>> {
  const response = await fetch(server + urlOf(route, request), { headers: headersOf(server) })
  if (!response.ok) throw new Error(`${route} answered ${response.status}: ${await response.text()}`)
  return response.json()
}
