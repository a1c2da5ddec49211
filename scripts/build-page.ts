// Builds the page into dist/web when what it is made of has changed since the last build.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'

const stampFile = 'dist/web/.built-from'
const sources = globSync([
  'src/{web,event,match,map}/**/*.*',
  'src/api/contract.ts',
  'src/insight/answers.ts',
  'package-lock.json',
])
  .filter((file) => !file.endsWith('.test.ts'))
  .sort()

const hash = createHash('sha256')
for (const file of sources) hash.update(file).update(readFileSync(file))
const wanted = hash.digest('hex')

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wanted) {
  console.log('Building the page…')
  const built = spawnSync('vite', ['build', 'src/web', '--logLevel', 'warn'], { stdio: 'inherit' })
  if (built.status !== 0) process.exit(built.status ?? 1)
  writeFileSync(stampFile, wanted)
}
