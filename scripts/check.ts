// What CI runs, cheapest first: every check of docs/architecture.md, each as its own process, all of them even if one fails.
import { spawnSync } from 'node:child_process'

interface Check {
  readonly name: string
  readonly command: readonly string[]
}

const checks: readonly Check[] = [
  { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types: pure rooms', command: ['tsc', '-p', 'tsconfig.pure.json'] },
  { name: 'types: page', command: ['tsc', '-p', 'src/web/tsconfig.json'] },
  { name: 'types: browser tests', command: ['tsc', '-p', 'test/browser/tsconfig.json'] },
  { name: 'import direction, doors, cycles', command: ['depcruise', 'src', 'demo', 'bench', 'scripts'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'tests', command: ['vitest', 'run'] },
  { name: 'page', command: ['node', 'scripts/build-page.ts'] },
  { name: 'bundle budget', command: ['node', 'scripts/bundle-budget.ts'] },
  { name: 'browser tests', command: ['vitest', 'run', '--config', 'vitest.browser.config.ts'] },
]

/** `npm run check types` runs the checks whose names hold the word. */
function chosen(word: string | undefined): readonly Check[] {
  const some = checks.filter((check) => word === undefined || check.name.includes(word))
  if (some.length === 0) {
    console.error(`No check is called "${word}". There are: ${checks.map((check) => check.name).join('; ')}.`)
    process.exit(2)
  }
  return some
}

function run(check: Check): boolean {
  const start = performance.now()
  console.log(`\n── ${check.name}`)
  const [command = '', ...args] = check.command
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  console.log(
    `── ${check.name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  )
  return status === 0
}

const results = chosen(process.argv[2]).map((check) => ({ check, passed: run(check) }))
const failed = results.filter((result) => !result.passed)
for (const { check } of failed) console.log(`failed: ${check.name}`)
console.log(`checks: ${results.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)
