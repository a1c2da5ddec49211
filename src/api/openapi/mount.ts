import { readFile } from 'node:fs/promises'
import type { Hono } from 'hono'

const file = new URL('../../../docs/openapi.json', import.meta.url)

/** The document is made by scripts/openapi.ts and kept: the types that it is made from are gone when the server runs. */
export function mountOpenApi(app: Hono): void {
  app.get('/api/openapi.json', async (c) =>
    c.body(await readFile(file, 'utf8'), 200, { 'Content-Type': 'application/json' }),
  )
}
