import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { serve as listen } from '@hono/node-server'
import { Command } from 'commander'
import { anyAddress, createApp, createContext, goLive } from '../../api/index.ts'
import { openStore } from '../../store/index.ts'
import { withData } from '../data.ts'
import { ensureDemo, runLive } from '../demo/company.ts'
import { CommandProblem } from '../problem.ts'
import { ProgressLine } from '../progress.ts'
import { version } from '../version.ts'

export interface ServeOptions {
  readonly data: string
  readonly json?: boolean
  readonly port: string
  readonly host: string
  readonly demo?: boolean
  readonly customers: string
  readonly seed: string
  readonly pace: string
}

const page = fileURLToPath(new URL('../../../dist/web', import.meta.url))

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('serve the page and the API on this machine')
    .option('--demo', 'with the simulated company, in a folder of its own (.throughline-demo unless --data is given)')
  return withServing(command).action(async (options: ServeOptions, given: Command) => {
    await serve(options.demo ? inDemoFolder(options, given) : options)
  })
}

export function demoCommand(): Command {
  const command = new Command('demo').description('a simulated bank, live: its events, its maps, its customers')
  return withServing(command).action((options: ServeOptions, given: Command) =>
    serve(inDemoFolder({ ...options, demo: true }, given)),
  )
}

function withServing(command: Command): Command {
  return withData(command)
    .option('--port <port>', 'the port; 0 takes a free one', '4321')
    .option(
      '--host <host>',
      'the address to listen on; others than this machine can then reach it, unasked who they are',
      '127.0.0.1',
    )
    .option('--customers <n>', 'customers of the simulated company', '60000')
    .option('--seed <n>', 'the seed of the simulation', '7')
    .option(
      '--pace <minutes>',
      'simulated minutes that go by in a second, until the present is reached; 0 stops the clock',
      '10',
    )
}

/** Simulated and real customers are kept apart, so that nobody takes one for the other. */
function inDemoFolder(options: ServeOptions, given: Command): ServeOptions {
  return given.getOptionValueSource('data') === 'default' ? { ...options, data: '.throughline-demo' } : options
}

async function serve(options: ServeOptions): Promise<void> {
  const port = number('port', options.port, 65_535)
  const stop = new AbortController()
  const ended = untilSignal(stop)
  const store = await openStore(options.data)
  const own = createContext(store, version)
  const live = await goLive(own).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  const { context } = live
  try {
    const line = new ProgressLine(process.stderr)
    const demo = options.demo
      ? await ensureDemo(
          store,
          {
            seed: number('seed', options.seed, 2 ** 31),
            customers: number('customers', options.customers, 10_000_000),
          },
          line,
          stop.signal,
        )
      : null
    const names = ['localhost', '127.0.0.1', '::1', options.host]
    const hosts = new Set(isLocal(options.host) ? names : [...names, hostname().toLowerCase(), anyAddress])
    const app = createApp(context, { hosts, ...(existsSync(page) ? { page } : {}) })
    if (demo !== null) await warm(app, line)
    const server = await started(app.fetch, port, options.host)
    const url = `http://${isLocal(options.host) ? 'localhost' : options.host}:${server.port}`
    await store.announce(url)
    say(options, url, demo?.company ?? null)
    const living =
      demo === null
        ? Promise.resolve()
        : runLive(context, demo, { minutesPerSecond: number('pace', options.pace, 100_000) }, stop.signal)
    await Promise.race([ended, living.then(() => ended)])
    stop.abort()
    await server.close()
    await living
    await live.stop()
  } finally {
    await context.imports.close()
    await store.close()
  }
}

/** The first person to look at the demo waits for nothing: its maps are measured before the address is told. */
async function warm(app: ReturnType<typeof createApp>, line: ProgressLine): Promise<void> {
  line.show(null, 'measuring the maps')
  await app.request('http://localhost/api/journeys')
  await app.request('http://localhost/api/status')
  line.clear()
}

function isLocal(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '::1'
}

function say(options: ServeOptions, url: string, company: string | null): void {
  if (options.json)
    return void process.stdout.write(`${JSON.stringify({ url, data: options.data, simulated: company })}\n`)
  const page = existsSync(new URL('../../../dist/web/index.html', import.meta.url))
    ? ''
    : ' (the API alone: the page is not built; npm run build)'
  process.stdout.write(`listening on ${url}${page}\n`)
  process.stdout.write(
    company === null
      ? `data folder ${options.data}\n`
      : `${company}: every customer and event in ${options.data} is made up\n`,
  )
  if (!isLocal(options.host))
    process.stdout.write('anyone who reaches this address can read and change everything: there is no sign-in yet\n')
}

interface Server {
  readonly port: number
  close(): Promise<void>
}

type Fetch = Parameters<typeof listen>[0]['fetch']
function started(fetch: Fetch, port: number, hostname: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, port, hostname }, (info) =>
      resolve({
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      }),
    )
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new CommandProblem(
              `Port ${port} is taken.`,
              `Give another with --port, for example --port ${port + 1}; --port 0 takes a free one.`,
            )
          : error,
      )
    })
  })
}

function untilSignal(stop: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const onSignal = (): void => {
      if (stop.signal.aborted) process.exit(130)
      stop.abort()
      resolve()
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}

function number(name: string, text: string, most: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= most) return value
  throw new CommandProblem(`--${name} ${text} is not a number from 0 to ${most}.`, `Give --${name} a number.`)
}
