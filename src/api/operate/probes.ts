import type { Hono } from 'hono'
import type { Health } from '../contract/operate.ts'
import type { Vitals } from './vitals.ts'

/** Answered to whoever asks, by whatever name, to the last: nothing in them is about anyone. */
export function mountProbes(app: Hono, version: string, vitals: Vitals): void {
  app.get('/health', (c) => {
    const health: Health = { status: 'up', version, seconds: Math.floor(process.uptime()) }
    return c.json(health)
  })
  app.get('/ready', async (c) => {
    const readiness = await vitals.readiness()
    return c.json(readiness, readiness.ready ? 200 : 503)
  })
  app.get('/metrics', (c) =>
    c.body(vitals.exposition(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }),
  )
}
