// `node scripts/ready.js FILE ARGS…`, in plain JavaScript for whatever Node is there: installs what the lock file asks for, once, saying
// nothing when there is nothing to do; then runs FILE on the Node that came with it. It does so itself because a shell remembers
// where it found `node` the first time, and would go on with the old one.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
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
  const npm = process.env.npm_execpath
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

const [file, ...args] = process.argv.slice(2)
if (file !== undefined) {
  const bin = join(root, 'node_modules', '.bin')
  const child = spawn(join(root, 'node_modules', 'node', 'bin', 'node'), [file, ...args], {
    stdio: 'inherit',
    env: { UV_THREADPOOL_SIZE: '8', ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  })
  // A terminal sends Ctrl-C to both; anything else that ends this process must end that one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) =>
    process.exit(signal === null ? (code ?? 2) : 128 + (constants.signals[signal] ?? 0)),
  )
}
