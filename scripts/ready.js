// Plain JavaScript for whatever Node is there: installs what the lock file asks for, once, and says nothing when there is nothing to do.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stampFile = join(root, 'node_modules', '.throughline-installed')
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`${process.platform}-${process.arch}`)
  .digest('hex')

const isInstalled =
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === wanted &&
  existsSync(join(root, 'node_modules', 'node', 'bin', 'node'))

if (!isInstalled) {
  const npm = process.env['npm_execpath']
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []]
  console.log('Installing what Throughline needs (once; about a minute)…')
  const install = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (install.status !== 0) {
    console.error(
      'npm ci failed. Throughline needs Node 20 or newer, npm, and a registry it can reach; then try again.',
    )
    process.exit(2)
  }
  writeFileSync(stampFile, wanted)
}
