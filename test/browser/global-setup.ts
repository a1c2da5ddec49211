import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startServer } from '../server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** the address of a server with the simulated company, shared by all files: they only read it */
    demo: string
  }
}

/** One real server with a small company and a stopped clock, so that every test sees the same figures. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const built = spawnSync(process.execPath, ['scripts/build-page.ts'], { stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the page could not be built: see above')
  const data = await mkdtemp(join(tmpdir(), 'throughline-demo-'))
  const server = await startServer(['serve', '--demo', '--customers', '400', '--pace', '0', '--data', data])
  project.provide('demo', server.url)
  return async () => {
    await server.stop()
    await rm(data, { recursive: true, force: true })
  }
}
