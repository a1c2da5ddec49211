import { parseConnector, parseTime } from '../../event/index.ts'
import type { StoredConnector, StoredRefusal, StoredWriter } from '../../store/index.ts'
import type { Context } from '../context.ts'
import type { ReadAgain } from '../contract/connectors.ts'
import { ApiProblem } from '../problem.ts'
import { type ConnectorDesk, payloadOf } from './desk.ts'

const atOnce = 2_000

/** What could not be read is tried with the mapping as it is now; then the source is read again, or, where it cannot be, the log. */
export async function readAgain(
  context: Context,
  stored: StoredConnector,
  from: string | undefined,
): Promise<ReadAgain> {
  const desk = running(context)
  const { value: connector } = parseConnector(stored.text)
  const { connectors, writers } = await context.store.ledger()
  const writer = (await writers.list()).find(({ id }) => id === stored.writer)
  if (connector === null || writer === undefined) {
    throw new ApiProblem('connector-invalid', `The connector ${stored.id} cannot be read.`, 'Put a text that can.')
  }
  if (connector.kind === 'folder') {
    const since = instantOf(from)
    const forgotten = await connectors.forgetSince(stored.id, since)
    await connectors.forgetRefused((await connectors.refused(stored.id, atOnce)).map(({ number }) => number))
    await desk.open(stored)
    const source = `${forgotten} ${forgotten === 1 ? 'file' : 'files'} read since ${since.toISOString()}`
    return { refused: { read: 0, still: 0 }, log: null, source }
  }
  const refused = await tryRefused(desk, stored.id, writer, await connectors.refused(stored.id, atOnce), connector.map)
  await connectors.forgetRefused(refused.done)
  const log = await context.keeper?.again(writer.id, instantOf(from))
  return { refused: { read: refused.read, still: refused.still }, log: log ?? null, source: null }
}

export async function readWriterAgain(context: Context, id: string, from: string | undefined): Promise<ReadAgain> {
  running(context)
  const { writers } = await context.store.ledger()
  const writer = (await writers.list()).find((one) => one.id === id)
  if (writer === undefined)
    throw new ApiProblem('not-found', `There is no writer ${id}.`, 'GET /api/writers lists them.')
  const log = await context.keeper?.again(writer.id, instantOf(from))
  return { refused: { read: 0, still: 0 }, log: log ?? null, source: null }
}

type Mapping = Parameters<ConnectorDesk['take']>[2]

/** Oldest first. What still cannot be read is kept anew by the desk, so that its reason is the mapping's of now. */
async function tryRefused(
  desk: ConnectorDesk,
  id: string,
  writer: StoredWriter,
  refused: readonly StoredRefusal[],
  mapping: Mapping,
) {
  let still = 0
  const done: number[] = []
  for (const one of refused.toReversed()) {
    const taken = await desk.take(id, writer, mapping, [payloadOf(one)])
    if (taken.refused.length > 0) still++
    done.push(one.number)
  }
  return { read: done.length - still, still, done }
}

function running({ connectors }: Context): ConnectorDesk {
  if (connectors !== undefined) return connectors
  throw new ApiProblem('not-running', 'No server runs on this data folder.', 'Start one: npx throughline serve.')
}

/** Without one: everything. */
function instantOf(from: string | undefined): Date {
  if (from === undefined || from === '') return new Date(0)
  const at = parseTime(/^\d{4}-\d{2}-\d{2}$/.test(from) ? `${from}T00:00:00Z` : from, {
    zone: null,
    dayFirst: null,
    unit: null,
  })
  if (typeof at === 'number') return new Date(at / 1000)
  throw new ApiProblem('bad-request', `from "${from}" ${at}.`, 'Give a day (2026-09-30) or an instant with its zone.')
}
