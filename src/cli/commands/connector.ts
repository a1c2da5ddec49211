import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { type Answerer, openTemporaryAnswerer } from '../answerer.ts'
import { type AskingOptions, asking } from '../asking.ts'
import { withData } from '../data.ts'
import { type Answer, print } from '../output.ts'
import { CommandProblem } from '../problem.ts'
import { table } from '../table.ts'

/** Where events are fetched from, or handed in by others in their own shape. */
export function connectorCommand(): Command {
  const command = new Command('connector').description(
    'systems whose events are fetched, or handed in in their own shape',
  )
  command.addCommand(
    withData(new Command('add').description('add a connector, or put a new text in the place of its old one'))
      .argument('<file>', 'its document (*.connector.yaml)')
      .action((file: string, options: AskingOptions) => asking(options, (answerer) => add(answerer, file))),
  )
  command.addCommand(
    withData(
      new Command('list').description('the connectors, with what they brought and what they could not read'),
    ).action((options: AskingOptions) => asking(options, list)),
  )
  command.addCommand(
    withData(new Command('check').description('check a document, and see what it makes of an object; nothing is kept'))
      .argument('<file>', 'its document (*.connector.yaml)')
      .option('--payload <file>', 'JSON that would come in')
      .action(async (file: string, options: AskingOptions & { readonly payload?: string }) => {
        const answerer = await openTemporaryAnswerer()
        try {
          await print(await check(answerer, file, options.payload), options)
        } finally {
          await answerer.close()
        }
      }),
  )
  command.addCommand(
    withData(
      new Command('again').description('read again what could not be read, and its source or what the log holds of it'),
    )
      .argument('<id>')
      .option('--from <instant>', 'from this instant on; absent: all')
      .action((id: string, options: AskingOptions & { readonly from?: string }) =>
        asking(options, (answerer) => again(answerer, id, options.from)),
      ),
  )
  command.addCommand(
    withData(new Command('remove').description('nothing comes in by it any more; what came stays'))
      .argument('<id>')
      .action((id: string, options: AskingOptions) => asking(options, (answerer) => remove(answerer, id))),
  )
  return command
}

async function add(answerer: Answerer, file: string): Promise<Answer> {
  const made = await answerer.ask('POST /api/connectors', { body: { text: await textOf(file) } })
  const base = answerer.url ?? 'http://localhost:4321'
  const lines = [`${made.title} is connected`]
  if (made.hook !== null) lines.push(`events are sent to ${base}${made.hook}${made.key === null ? '' : `/${made.key}`}`)
  if (made.key !== null) lines.push(`the key ${made.key} is shown this once; it may also be sent as a bearer token`)
  if (answerer.url === null) lines.push('it begins when the server is started: npx throughline serve')
  return { json: made, text: lines.join('\n') }
}

async function list(answerer: Answerer): Promise<Answer> {
  const { connectors } = await answerer.ask('GET /api/connectors')
  if (connectors.length === 0)
    return {
      json: { connectors },
      text: 'nothing is connected yet; docs/connectors has examples for npx throughline connector add',
    }
  const rows = connectors.map(({ id, kind, now, writer: { seen }, kept }) => [
    id,
    kind,
    now === null ? 'no server runs' : now.says === null ? now.state : `${now.state}: ${now.says}`,
    seen === null ? '' : `${seen.accepted} events, ${seen.refused} refused`,
    seen?.last ?? '',
    kept === 0 ? '' : `${kept} kept`,
  ])
  return {
    json: { connectors },
    text: table(['connector', 'kind', 'state', 'since the start', 'last', 'unread'], rows),
  }
}

async function check(answerer: Answerer, file: string, payloadFile: string | undefined): Promise<Answer> {
  const payload = payloadFile === undefined ? undefined : jsonOf(payloadFile, await textOf(payloadFile))
  const trial = await answerer.ask('POST /api/connectors/check', {
    body: { text: await textOf(file), ...(payloadFile === undefined ? {} : { payload }) },
  })
  const found = [
    ...trial.events.map((event) => JSON.stringify(event)),
    ...trial.faults.map(({ field, value, reason }) => `refused: ${field} "${value}" ${reason}`),
    ...(trial.passed > 0 ? [`${trial.passed} objects that no rule takes`] : []),
  ]
  const text = payloadFile === undefined ? `${trial.title} is a ${trial.kind} connector` : found.join('\n')
  return { json: trial, text, code: trial.faults.length > 0 ? 1 : 0 }
}

async function again(answerer: Answerer, connector: string, from: string | undefined): Promise<Answer> {
  const said = await answerer.ask('POST /api/connectors/:connector/again', {
    params: { connector },
    body: from === undefined ? {} : { from },
  })
  const { refused, log, source } = said
  const lines = [
    `${refused.read} that could not be read can be now, ${refused.still} still cannot`,
    ...(log === null ? [] : [`${log.events} events of the log were looked at, ${log.added} were missing`]),
    ...(source === null ? [] : [`the source is read again: ${source}`]),
  ]
  return { json: said, text: lines.join('\n') }
}

async function remove(answerer: Answerer, connector: string): Promise<Answer> {
  const { id } = await answerer.ask('DELETE /api/connectors/:connector', { params: { connector } })
  return { json: { id }, text: `${id} is removed; what it brought stays` }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new CommandProblem(`${file} cannot be read: ${why}.`, 'Name a file that is there.')
  }
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new CommandProblem(`${file} is not JSON: ${why}.`, 'Give one JSON value, as it would come in.')
  }
}
