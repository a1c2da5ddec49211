import { existsSync } from 'node:fs'
import { type Browser, chromium as playwright } from 'playwright-core'

/** An installed Chrome or Chromium where there is one; else the one that comes with the packages. */
const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export async function launchBrowser(): Promise<Browser> {
  const found = [process.env['CHROME_PATH'], ...installed].find((path) => path !== undefined && existsSync(path))
  const executablePath = found ?? (await (await import('@sparticuz/chromium')).default.executablePath())
  return playwright.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
}
