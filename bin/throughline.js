#!/usr/bin/env node
// Plain JavaScript that old Nodes can read: it ends up on the Node that the package brings.
import { spawn } from 'node:child_process'
import module, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// The embedded engines ask on several sessions at once, each of which takes a thread of Node's pool.
process.env.UV_THREADPOOL_SIZE ??= '8'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

if (Number(process.versions.node.split('.')[0]) >= 24) {
  // The sources as Node has once read and compiled them: a command starts in half the time from the second one on.
  module.enableCompileCache()
  const { main } = await import('../src/cli/index.ts')
  await main(process.argv.slice(2))
} else {
  const node = join(dirname(createRequire(join(root, 'package.json')).resolve('node/package.json')), 'bin', 'node')
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 2)))
}
