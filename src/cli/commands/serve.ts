import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Command, Option } from 'commander'
import {
  anyAddress,
  createApp,
  createContext,
  createLog,
  goLive,
  type Live,
  type Log,
  type LogLevel,
  logLevels,
  openAccess,
} from '../../api/index.ts'
import { openStore } from '../../store/index.ts'
import { withData } from '../data.ts'
import { ensureDemo, runLive } from '../demo/company.ts'
import { listening, type Server } from '../listen.ts'
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
  readonly grace: string
  readonly url?: string
  readonly signIn?: string
  readonly logLevel?: LogLevel
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
      'the address to listen on; others than this machine can then reach it, and must sign in',
      '127.0.0.1',
    )
    .option('--url <address>', 'the address that people open, where a proxy stands before the server: https://…')
    .option('--sign-in <file>', 'providers of sign-in (OpenID Connect), as docs/access.md says')
    .option('--grace <seconds>', 'how long requests under way may take once it is asked to stop', '10')
    .addOption(
      new Option('--log-level <level>', 'what is written to standard error; default: info, on a terminal warn').choices(
        logLevels,
      ),
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
  const grace = number('grace', options.grace, 3600) * 1000
  hostsOf(options) // an address that is none is said before anything is begun
  const log = logOf(options)
  const stop = new AbortController()
  const ended = untilSignal(stop)
  const store = await openStore(options.data)
  const own = createContext(store, version, log)
  const live = await goLive(own).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  const { context } = live
  let closeAccess = async (): Promise<void> => undefined
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
    const { server, app, here, url, key, first, close } = await letIn(options, context, { port, isDemo: demo !== null })
    closeAccess = close
    if (demo !== null) await warm(app, key, line)
    await context.imports.resume((error) => log.error('an import could not go on', {}, error))
    await store.announce(here)
    log.info('listening', { port: server.port })
    say(options, { url, company: demo?.company ?? null, first })
    const living =
      demo === null
        ? Promise.resolve()
        : runLive(context, demo, { minutesPerSecond: number('pace', options.pace, 100_000) }, stop.signal)
    await Promise.race([ended, living.then(() => ended)])
    await finish(server, context, grace)
    await living
  } finally {
    await context.imports.close()
    await closeAccess()
    await live.stop(grace)
    await store.close()
    log.info('stopped')
  }
}

interface LetIn {
  readonly port: number
  readonly isDemo: boolean
}

/** Listens, which tells the port, and then lets in whoever may; who comes before waits for that. */
async function letIn(options: ServeOptions, context: Live['context'], { port, isDemo }: LetIn) {
  const made = Promise.withResolvers<ReturnType<typeof createApp>>()
  const server = await listening(async (request, env) => (await made.promise).fetch(request, env), port, options.host)
  const here = `http://${isLocal(options.host) ? 'localhost' : options.host}:${server.port}`
  const url = options.url?.replace(/\/$/, '') ?? here
  const { access, commandKey, first, close } = await openAccess(context.store, {
    url,
    demo: isDemo && isLocal(options.host) && options.url === undefined,
    proxied: options.url !== undefined,
    ...(options.signIn === undefined ? {} : { providers: options.signIn }),
  })
  const app = createApp(context, { access, hosts: hostsOf(options), ...(existsSync(page) ? { page } : {}) })
  made.resolve(app)
  return { server, app, here, url, key: commandKey, first, close }
}

/** From the first signal on nothing new is begun; what runs is answered, within the time of grace. */
async function finish(server: Server, { vitals, log }: Live['context'], grace: number): Promise<void> {
  log.info('stopping', { running: server.running })
  vitals.stopping.begin()
  const cut = await server.finish(grace)
  if (cut > 0) log.warn('requests were cut off', { running: cut })
  await server.close()
}

/** For machines one JSON object a line; a person at a terminal reads lines, and of what goes well only what was asked for. */
function logOf({ logLevel }: ServeOptions): Log {
  const isPerson = process.stderr.isTTY === true
  return createLog({
    level: logLevel ?? (isPerson ? 'warn' : 'info'),
    json: !isPerson,
    write: (text) => void process.stderr.write(text),
    now: () => new Date(),
  })
}

/** The first person to look at the demo waits for nothing: its maps are measured before the address is told. */
async function warm(app: ReturnType<typeof createApp>, key: string, line: ProgressLine): Promise<void> {
  line.show(null, 'measuring the maps')
  const headers = { Authorization: `Bearer ${key}` }
  await app.request('http://localhost/api/journeys', { headers })
  await app.request('http://localhost/api/status', { headers })
  line.clear()
}

/** The names that the server answers to. */
function hostsOf({ host, url }: ServeOptions): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '::1', host, ...(url === undefined ? [] : [hostIn(url)])]
  return new Set(isLocal(host) ? names : [...names, hostname().toLowerCase(), anyAddress])
}

function hostIn(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return new URL(url).hostname.toLowerCase()
  throw new CommandProblem(
    `--url ${url} is no address.`,
    'Give it as people open it: --url https://journeys.example.com',
  )
}

function isLocal(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '::1'
}

interface Said {
  readonly url: string
  readonly company: string | null
  /** the file with the link of the first admin */
  readonly first: string | null
}

function say(options: ServeOptions, { url, company, first }: Said): void {
  if (options.json)
    return void process.stdout.write(
      `${JSON.stringify({ url, data: options.data, simulated: company, firstSignIn: first })}\n`,
    )
  const page = existsSync(new URL('../../../dist/web/index.html', import.meta.url))
    ? ''
    : ' (the API alone: the page is not built; npm run build)'
  process.stdout.write(`listening on ${url}${page}\n`)
  process.stdout.write(
    company === null
      ? `data folder ${options.data}\n`
      : `${company}: every customer and event in ${options.data} is made up\n`,
  )
  if (first !== null) process.stdout.write(`nobody can sign in yet: the link of the first admin is in ${first}\n`)
  if (!isLocal(options.host) && !url.startsWith('https:'))
    process.stdout.write(
      'passwords and cookies travel unencrypted to this address: put a proxy with https before it and say --url https://…\n',
    )
}

function untilSignal(stop: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const onSignal = (): void => {
      if (stop.signal.aborted) process.exit(130) // asked twice: at once; what was accepted is in the log
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
