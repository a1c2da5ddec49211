import { createHash } from 'node:crypto'
import { type Connector, eventsOf, parseConnector } from '../../event/index.ts'
import type { StoredConnector, StoredWriter } from '../../store/index.ts'
import { readAgain, readWriterAgain } from '../connect/again.ts'
import { connectorMissing } from '../connect/desk.ts'
import type { Context } from '../context.ts'
import type { ConnectorState } from '../contract/connectors.ts'
import { ApiProblem } from '../problem.ts'
import type { Handlers } from '../route.ts'
import { keyFor, seen, writerOf } from './writers.ts'

type Answered = Pick<
  Handlers,
  | 'GET /api/connectors'
  | 'GET /api/connectors/:connector'
  | 'POST /api/connectors'
  | 'DELETE /api/connectors/:connector'
  | 'POST /api/connectors/check'
  | 'POST /api/connectors/:connector/again'
  | 'POST /api/writers/:writer/again'
>

export function connectorHandlers(context: Context): Answered {
  return {
    'GET /api/connectors': async () => {
      const { connectors, writers } = await context.store.ledger()
      const [all, known, kept] = [await connectors.list(), await writers.list(), await connectors.countRefused()]
      return { connectors: all.map((one) => stateOf(context, one, known, kept)) }
    },
    'GET /api/connectors/:connector': async (ask) => {
      const stored = await storedOf(context, ask.param('connector'))
      return { ...(await oneState(context, stored)), text: stored.text }
    },
    'POST /api/connectors': async (ask) => add(context, (await ask.body()).text),
    'DELETE /api/connectors/:connector': async (ask) => {
      const stored = await storedOf(context, ask.param('connector'))
      const { connectors, writers } = await context.store.ledger()
      await context.connectors?.close(stored.id)
      await connectors.remove(stored.id)
      const writer = (await writers.list()).find(({ id }) => id === stored.writer)
      // What was sent stays; nobody sends in its name any more.
      for (const { hint, revoked } of writer?.keys ?? []) if (revoked === null) await writers.revoke(hint)
      context.intake?.forgetKeys()
      return { id: stored.id }
    },
    'POST /api/connectors/check': async (ask) => {
      const { text, payload } = await ask.body()
      const connector = parsed(text)
      const { id, title, kind } = connector
      if (!('map' in connector) || payload === undefined) return { id, title, kind, events: [], faults: [], passed: 0 }
      const hash = (of: string) => createHash('sha256').update(of).digest('hex').slice(0, 32)
      return { id, title, kind, ...eventsOf(connector.map, { value: payload }, { received: Date.now() * 1000, hash }) }
    },
    'POST /api/connectors/:connector/again': async (ask) => {
      const { from } = await ask.body()
      return readAgain(context, await storedOf(context, ask.param('connector')), from)
    },
    'POST /api/writers/:writer/again': async (ask) => {
      const { from } = await ask.body()
      return readWriterAgain(context, ask.param('writer'), from)
    },
  }
}

/** @throws ApiProblem with every problem of the text, its line and column */
function parsed(text: string): Connector {
  const { value, problems } = parseConnector(text)
  if (value !== null) return value
  throw new ApiProblem(
    'connector-invalid',
    `${problems.map(({ line, column, at, says }) => `line ${line}, column ${column}: ${at} ${says}`).join('; ')}.`,
    'Mend it; docs/connectors.md says what a connector can hold.',
    problems,
  )
}

async function add(context: Context, text: string) {
  const connector = parsed(text)
  const { connectors, writers } = await context.store.ledger()
  const writer = await writerOf(writers, connector.title, connector.partner)
  const all = await connectors.list()
  const isOwn = all.some((one) => one.id === connector.id && one.writer === writer.id)
  // Its keys are this connector's alone: they end with it.
  const isOthers = all.some((one) => one.id !== connector.id && one.writer === writer.id)
  const hasKey = writer.keys.some(({ revoked }) => revoked === null)
  if (isOthers || (hasKey && !isOwn)) {
    throw new ApiProblem(
      'name-taken',
      `Another system sends events as "${connector.title}".`,
      'Give the connector another title.',
    )
  }
  const stored = await connectors.put({ id: connector.id, text, writer: writer.id })
  await context.connectors?.open(stored)
  const needsKey = connector.kind === 'webhook' && connector.settings.signature === undefined
  const key = needsKey && !hasKey ? await keyFor(writers, writer) : null
  return { ...(await oneState(context, stored)), key }
}

async function storedOf({ store }: Context, id: string): Promise<StoredConnector> {
  const found = (await (await store.ledger()).connectors.list()).find((one) => one.id === id)
  if (found === undefined) throw connectorMissing(id)
  return found
}

async function oneState(context: Context, stored: StoredConnector): Promise<ConnectorState> {
  const { connectors, writers } = await context.store.ledger()
  return stateOf(context, stored, await writers.list(), await connectors.countRefused())
}

function stateOf(
  context: Context,
  stored: StoredConnector,
  writers: readonly StoredWriter[],
  kept: ReadonlyMap<string, number>,
): ConnectorState {
  const writer = writers.find(({ id }) => id === stored.writer)
  if (writer === undefined) throw new Error(`the connector ${stored.id} has no writer`)
  const { value } = parseConnector(stored.text)
  return {
    id: stored.id,
    title: value?.title ?? writer.title,
    kind: value?.kind ?? 'webhook',
    partner: writer.partner,
    at: stored.at,
    hook: value?.kind === 'webhook' ? `/v1/hook/${stored.id}` : null,
    writer: seen(context, writer),
    kept: kept.get(stored.id) ?? 0,
    now: nowOf(context, stored.id),
  }
}

function nowOf({ connectors }: Context, id: string): ConnectorState['now'] {
  const seat = connectors?.find(id)
  if (seat === undefined) return null
  const { isWell, says, passed, looked } = seat
  const state = seat.connector === null || isWell === false ? 'failing' : isWell === null ? 'waiting' : 'well'
  return { state, says, passed, looked: looked === null ? null : new Date(looked).toISOString() }
}
