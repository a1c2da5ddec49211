import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { streamSSE } from 'hono/streaming'
import { type Gate, gateOf } from './access/gate.ts'
import { mountProviders } from './access/mount-providers.ts'
import type { RouteKey } from './asks/index.ts'
import { mountHook } from './connect/hook.ts'
import type { Context } from './context.ts'
import { guard } from './guard.ts'
import { handlers } from './handlers/index.ts'
import { mountIntake } from './intake/mount.ts'
import { mountOpenApi } from './openapi/mount.ts'
import { observing } from './operate/observe.ts'
import { mountProbes } from './operate/probes.ts'
import { refusing } from './operate/stopping.ts'
import { servePage } from './page.ts'
import { ApiProblem } from './problem.ts'
import { answerProblem, mount } from './route.ts'
import { Together } from './together.ts'

export interface AppOptions {
  /** who may ask; `local`: called inside this process, by a command or a test */
  readonly access: Gate
  /** names the server answers to; empty: any */
  readonly hosts?: ReadonlySet<string>
  /** the folder of the built page; absent: no page */
  readonly page?: string
}

/** The whole HTTP side as a value: the server listens with it, the commands and the tests call it without a port. */
export function createApp(context: Context, options: AppOptions): Hono {
  const app = new Hono()
  const { vitals, log } = context
  app.onError((error, c) => answerProblem(c, error, log))
  app.notFound((c) =>
    answerProblem(
      c,
      new ApiProblem(
        'not-found',
        `There is no route ${c.req.method} ${c.req.path}.`,
        'See docs/api.md for the routes.',
      ),
      log,
    ),
  )
  if (vitals !== undefined) {
    app.use(observing(log, vitals))
    app.use(refusing(vitals.stopping))
    mountProbes(app, context.version, vitals)
  }
  app.use(guard(options.hosts ?? new Set()))
  app.use(compress())
  const gate = gateOf(options.access, context)
  mountRoutes(app, context, options.access)
  mountLive(app, context, gate('GET /api/live'))
  mountImportStreams(app, context, gate)
  mountProviders(app, options.access, gate)
  mountOpenApi(app)
  if (context.intake !== undefined) {
    mountIntake(app, context.intake, context.store.dir)
    if (context.connectors !== undefined) mountHook(app, context.connectors, context.intake)
  }
  if (options.page !== undefined) servePage(app, options.page)
  return app
}

function mountRoutes(app: Hono, context: Context, access: Gate): void {
  const all = handlers(context, access)
  const gate = gateOf(access, context)
  const together = new Together(context.feed)
  for (const key of Object.keys(all) as RouteKey[]) mount(app, key, gate(key), all, together)
}

const quiet = 15_000
/** News go out at once, then not again for so long. */
const betweenNews = 250

function mountLive(app: Hono, context: Context, gate: MiddlewareHandler): void {
  const stopping = context.vitals?.stopping.signal
  app.get('/api/live', gate, (c) =>
    streamSSE(c, async (stream) => {
      let pending = { events: 0, cases: 0 }
      let wake = (): void => undefined
      const stop = context.feed.watch((change) => {
        pending = { events: pending.events + change.events, cases: pending.cases + change.cases }
        wake()
      })
      const end = (): void => wake()
      stream.onAbort(end)
      stopping?.addEventListener('abort', end)
      while (!stream.aborted && !stream.closed && !stopping?.aborted) {
        if (pending.events === 0) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, quiet)
            wake = () => {
              clearTimeout(timer)
              resolve()
            }
          })
        }
        if (stream.aborted || stopping?.aborted) break
        const { events, cases } = pending
        pending = { events: 0, cases: 0 }
        await stream.writeSSE({
          data: JSON.stringify({ kind: events > 0 ? 'changed' : 'quiet', events, moved: cases }),
        })
        await stream.sleep(betweenNews)
      }
      stopping?.removeEventListener('abort', end)
      stop()
    }),
  )
}

function mountImportStreams(app: Hono, context: Context, gate: ReturnType<typeof gateOf>): void {
  const stopping = context.vitals?.stopping.signal
  app.get('/api/imports/:import/progress', gate('GET /api/imports/:import/progress'), (c) => {
    const id = c.req.param('import')
    context.imports.state(id) // an import that is not there is a problem, not an empty stream
    return streamSSE(c, async (stream) => {
      for (;;) {
        const state = context.imports.state(id)
        await stream.writeSSE({ data: JSON.stringify(state) })
        if (
          stream.aborted ||
          stopping?.aborted ||
          state.phase === 'done' ||
          state.phase === 'failed' ||
          state.phase === 'cancelled'
        )
          return
        await stream.sleep(250)
      }
    })
  })
  app.get('/api/imports/:import/refused.csv', gate('GET /api/imports/:import/refused.csv'), async (c) => {
    const file = await context.imports.refusedFile(c.req.param('import'))
    return c.body(file.stream, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="refused.csv"',
    })
  })
}
