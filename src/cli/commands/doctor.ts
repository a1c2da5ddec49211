import { existsSync } from 'node:fs'
import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import { isPending } from '../../runtime/index.ts'
import { ownerOf } from '../../store/index.ts'
import { openForMaps } from '../answerer.ts'
import { withData } from '../data.ts'
import { print } from '../output.ts'
import { table } from '../table.ts'

type Finding = Routes['GET /api/doctor']['answer']['findings'][number]

/** What can be said of a folder before it is opened comes first: opening it may be what fails, and then ends with 2. */
export function doctorCommand(): Command {
  return withData(
    new Command('doctor').description('look at the data folder and the machine: what is not well, and what to do'),
  ).action(async (options: { readonly data: string; readonly json?: boolean }) => {
    const outside = [await lockOf(options.data), page()]
    const answerer = await openForMaps(options.data)
    try {
      const { findings } = await answerer.ask('GET /api/doctor')
      const all = [...outside, ...findings]
      await print({ json: { findings: all }, text: told(all), code: all.every(isWell) ? 0 : 1 }, options)
    } finally {
      await answerer.close()
    }
  })
}

async function lockOf(dir: string): Promise<Finding> {
  const owner = await ownerOf(dir)
  const left = isPending(dir) ? '; a server that was killed left events in its log, which are taken in first' : ''
  const value = owner === null ? `nobody has it open${left}` : `process ${owner.pid} has it since ${owner.since}`
  return { what: 'folder', state: 'well', value, remedy: null }
}

function page(): Finding {
  if (existsSync(new URL('../../../dist/web/index.html', import.meta.url))) {
    return { what: 'page', state: 'well', value: 'built', remedy: null }
  }
  return {
    what: 'page',
    state: 'warning',
    value: 'not built',
    remedy: 'npm run build; until then there is the API alone.',
  }
}

function isWell({ state }: Finding): boolean {
  return state === 'well'
}

function told(findings: readonly Finding[]): string {
  const rows = findings.map(({ what, state, value }) => [state, what, value])
  const todo = findings.flatMap(({ what, remedy }) => (remedy === null ? [] : [`${what}: ${remedy}`]))
  return [table(['', 'what', 'found'], rows), '', ...(todo.length === 0 ? ['all is well'] : todo)].join('\n')
}
