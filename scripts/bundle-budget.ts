/**
 * What the first screen costs a browser: the page, its entry, what that imports, the screen of "/", their styles and the font,
 * compressed as the server sends them. Prints the sizes; exits 1 above the limit. Run it after `npm run build`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

const limit = 300_000
const firstScreen = 'journeys/screen.tsx'
const dist = join(import.meta.dirname, '..', 'dist', 'web')

process.exitCode = main()

function main(): number {
  const path = join(dist, '.vite', 'manifest.json')
  if (!existsSync(path)) {
    console.error(`${path} is not there: build the page first, with "npm run build"`)
    return 2
  }
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'))
  const files = ['index.html', 'theme.js', 'mark.svg', ...firstLoad(manifest)]
  const sizes = files.map((file) => ({ file, bytes: sizeOf(file) })).sort((a, b) => b.bytes - a.bytes)
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  for (const { file, bytes } of sizes) console.log(`${kilobytes(bytes)}  ${file}`)
  console.log(`${kilobytes(total)}  first load of "/", of ${kilobytes(limit).trim()} allowed`)
  if (total <= limit) return 0
  console.error(
    `The first load is ${kilobytes(total - limit).trim()} too large: fetch the largest of it later, or do without it.`,
  )
  return 1
}

/** Every file that the entry and the first screen need before they can draw, each once. */
function firstLoad(manifest: Manifest): string[] {
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
  const found = new Set<string>()
  const seen = new Set<string>()
  const visit = (name: string) => {
    const chunk = manifest[name]
    if (!chunk)
      throw new Error(
        `the manifest of the page has no "${name}": its first screen has moved, tell ${import.meta.filename}`,
      )
    if (seen.has(name)) return
    seen.add(name)
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) found.add(file)
    chunk.imports?.forEach(visit)
  }
  visit(entry ?? 'index.html')
  visit(firstScreen)
  return [...found]
}

/** A font is compressed already; everything else goes out as gzip. */
function sizeOf(file: string): number {
  const content = readFileSync(join(dist, file))
  return file.endsWith('.woff2') ? content.length : gzipSync(content, { level: 9 }).length
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(6)} kB`
}
