import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the screen as it stands, a line a rule: how often, where first, why; none where all is well. */
export async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source)
  const options = { runOnly: levels, resultTypes: ['violations'] }
  const found: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)
  return found.violations.map(
    ({ id, nodes }) => `${id}, ${nodes.length} times, first at ${nodes[0]?.html}: ${nodes[0]?.failureSummary}`,
  )
}
