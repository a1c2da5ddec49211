import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Hono } from 'hono'
import { ApiProblem } from './problem.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** Serves the built page; any address that is no file is one of the page's own, so it gets index.html. */
export function servePage(app: Hono, folder: string): void {
  app.get('*', async (c) => {
    const path = decoded(new URL(c.req.url).pathname)
    if (path.startsWith('/api/'))
      throw new ApiProblem('not-found', `There is no route ${path}.`, 'See docs/api.md for the routes.')
    const file = normalize(join(folder, path))
    const isInside = file.startsWith(normalize(folder) + sep)
    const isFile = isInside && extname(file) in types && existsSync(file)
    const chosen = isFile ? file : join(folder, 'index.html')
    if (!isFile && extname(path) in types && path.startsWith('/assets/'))
      throw new ApiProblem('not-found', `There is no file ${path}.`, 'Load the page anew.')
    if (!existsSync(chosen))
      throw new ApiProblem('not-found', 'The page is not built.', 'Run npm start, which builds it, or npm run build.')
    return c.body(await readFile(chosen), 200, {
      'Content-Type': types[extname(chosen)] ?? 'application/octet-stream',
      'Cache-Control': path.startsWith('/assets/') && isFile ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  })
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new ApiProblem('not-found', `There is no page at ${path}: its address is not well formed.`, 'Begin at /.')
  }
}
