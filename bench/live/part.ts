import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Asked } from '../asked.ts'
import { count, met, seconds } from '../say.ts'
import type { Section, Table } from '../section.ts'
import { type Served, serveDemo } from '../served.ts'
import { costs } from './cost.ts'
import { senderOf } from './sending.ts'
import { type Acknowledged, News, type Watched, watch } from './watching.ts'

const map = 'opening-a-business-account'
const perSecond = 2000
const batch = 100
const sendingFor = 30
const aim = 2
const figures = {
  map: `/api/maps/${map}/measure`,
  friction: `/api/maps/${map}/friction`,
  forecast: `/api/forecast?map=${map}&step=submits&limit=1`,
}
/** Milliseconds that a screen rests after an answer, as the page does (`src/web/app/live.ts`). */
const rest = (route: string, took: number) => (route === figures.map ? Math.max(250, took / 2) : Math.max(1000, took))

/** Events on their way to a figure, and what they cost in stores of growing size. */
export async function livePart({ events, customers, kept }: Asked, folder: string): Promise<Section> {
  const server = await serveDemo(`${folder}/demo`, customers)
  const rows: string[][] = []
  try {
    for (const route of Object.values(figures)) await (await fetch(`${server.url}${route}`)).arrayBuffer()
    const screens = [['map'], ['map', 'friction'], ['map', 'forecast']] as const
    for (const [run, screen] of screens.entries()) rows.push(...(await observed(server, screen, run)))
  } finally {
    await server.stop()
  }
  return {
    title: 'Live',
    about: [
      `*From acknowledgement to figure*: ${count(perSecond)} events a second for ${sendingFor} s, in requests of ${batch}, into the simulated company (${count(customers)} customers); each event is a step of one of 20,000 applicants under way, and one in five names a second id. A screen listens to the server's stream and asks again at the page's own pace; what is measured is the time from the acknowledgement of a request to the end of the first answer that holds all of it. *Of the processor* is what the server takes of it, all else included, in a second: 1.00 is one core. Sender, screens and server share the machine.`,
      '*What an event costs*: a store is filled by the engine and the lens of all its names built; then 500 events come at once, of one case, of 50, or of 500, at the end of their cases or (late) in the midst of them, and the lens is brought up to date. *Of the processor* is both together.',
    ],
    tables: [
      {
        caption: `From acknowledgement to figure; aim: 99 in 100 within ${aim} s`,
        head: [
          'on the screen',
          'figure',
          'half within',
          '9 in 10',
          '99 in 100',
          'longest',
          'answer itself',
          'asked',
          'of the processor',
          'acknowledged, 99 in 100',
          'aim',
        ],
        rows,
      },
      ...(await costTables(events, kept ?? folder)),
    ],
  }
}

async function costTables(sizes: readonly number[], folder: string): Promise<readonly Table[]> {
  const tables: Table[] = []
  for (const size of sizes) tables.push(await costs(`${folder}/${size}`, size))
  return tables
}

async function observed(server: Served, screen: readonly (keyof typeof figures)[], run: number): Promise<string[][]> {
  const { url, pid } = server
  const stop = new AbortController()
  const news = new News()
  const acknowledged: Acknowledged[] = []
  const listening = news.listen(url, stop.signal)
  const before = busyOf(pid)
  const began = performance.now()
  const watching = screen.map((name) => watch({ url, route: figures[name], news, acknowledged, rest }, stop.signal))
  const took = await send(url, run, acknowledged)
  await sleep(5000)
  const busy = (busyOf(pid) - before) / ((performance.now() - began) / 1000)
  stop.abort()
  await listening
  const watched = await Promise.all(watching)
  return watched.map((one, i) => rowOf(screen, screen[i] ?? 'map', one, { busy, acknowledged: took }))
}

interface Around {
  readonly busy: number
  readonly acknowledged: readonly number[]
}

function rowOf(screen: readonly string[], figure: string, { lags, took }: Watched, around: Around): string[] {
  const lag = (share: number) => seconds(at(lags, share))
  return [
    screen.join(' and '),
    figure,
    lag(0.5),
    lag(0.9),
    lag(0.99),
    lag(1),
    seconds(at(took, 0.5)),
    count(took.length),
    around.busy.toFixed(2),
    seconds(at(around.acknowledged, 0.99)),
    met(at(lags, 0.99) <= aim),
  ]
}

/** @returns seconds that each request took to be acknowledged */
async function send(url: string, run: number, acknowledged: Acknowledged[]): Promise<readonly number[]> {
  const body = JSON.stringify({ kind: 'write', writer: `Bench ${run}` })
  const made = await fetch(`${url}/api/keys`, { method: 'POST', body })
  const { key } = (await made.json()) as { key: string } // as the route's contract says
  const headers = { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' }
  const sender = senderOf(names, run)
  const took: number[] = []
  const began = performance.now()
  for (let sent = 0; sent < sendingFor * perSecond; ) {
    await sleep(Math.max(0, began + (sent / perSecond) * 1000 - performance.now()))
    const asked = performance.now()
    const answer = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ batch: sender.next(batch) }),
    })
    if (!answer.ok) throw new Error(`events were answered ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
    sent += batch
    const at = performance.now()
    acknowledged.push({ upTo: sent, at })
    took.push((at - asked) / 1000)
  }
  return took
}

const names = [
  'Application Started',
  'Application Submitted',
  'Papers Requested',
  'Papers Sent',
  'Papers Handed Over',
  'Identity Check Started',
  'Identity Check Passed',
  'Papers Checked',
  'Papers Result Sent',
  'Application Approved',
  'Contract Signed',
  'Account Opened',
]

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Seconds of the processor that a process has taken, as Linux counts them in hundredths. */
function busyOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}
