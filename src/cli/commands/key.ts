import { Command } from 'commander'
import type { Answerer } from '../answerer.ts'
import { type AskingOptions, asking } from '../asking.ts'
import { withData } from '../data.ts'
import type { Answer } from '../output.ts'
import { CommandProblem } from '../problem.ts'
import { table } from '../table.ts'

interface CreateOptions extends AskingOptions {
  readonly kind: string
  readonly writer: string
  readonly partner?: string
}

/** Keys with which systems and partners send events. */
export function keyCommand(): Command {
  const command = new Command('key').description('keys with which systems and partners send events to the server')
  command.addCommand(
    withData(new Command('create').description('make a key; it is shown this once'))
      .option('--kind <kind>', 'write: it only sends events', 'write')
      .option('--writer <name>', 'the system that sends with it', 'events')
      .option('--partner <name>', 'the third party that sends with it: its events are marked as that partner’s')
      .action((options: CreateOptions) => asking(options, (answerer) => create(answerer, options))),
  )
  command.addCommand(
    withData(new Command('list').description('who sends, and with which keys')).action((options: AskingOptions) =>
      asking(options, list),
    ),
  )
  command.addCommand(
    withData(new Command('revoke').description('nobody sends with it any more'))
      .argument('<key>', 'the key, or what key list shows of it')
      .action((key: string, options: AskingOptions) => asking(options, (answerer) => revoke(answerer, key))),
  )
  return command
}

async function create(answerer: Answerer, { kind, writer, partner }: CreateOptions): Promise<Answer> {
  if (kind !== 'write') throw new CommandProblem(`--kind ${kind} is no kind of key.`, 'There is: write.')
  const body = { kind, writer, ...(partner === undefined ? {} : { partner }) }
  const made = await answerer.ask('POST /api/keys', { body })
  const text = `${made.key}\nIt is shown this once. ${made.writer} sends with it: curl -u ${made.key}: -d '{"userId":"1","event":"Opened"}' ${answerer.url ?? 'http://localhost:4321'}/v1/track`
  return { json: made, text }
}

async function list(answerer: Answerer): Promise<Answer> {
  const { writers } = await answerer.ask('GET /api/writers')
  if (writers.length === 0)
    return { json: { writers }, text: 'nobody sends yet; npx throughline key create makes a key' }
  const rows = writers.flatMap(({ title, partner, keys, seen }) =>
    keys.map(({ hint, at, revoked }) => [
      title,
      partner ?? '',
      hint,
      revoked === null ? `since ${at.slice(0, 10)}` : `revoked ${revoked.slice(0, 10)}`,
      seen === null ? '' : `${seen.accepted} events, ${seen.refused} refused`,
    ]),
  )
  return { json: { writers }, text: table(['writer', 'partner', 'key', 'state', 'since the start'], rows) }
}

async function revoke(answerer: Answerer, key: string): Promise<Answer> {
  const { hint } = await answerer.ask('DELETE /api/keys/:key', { params: { key } })
  return { json: { hint }, text: `${hint} is revoked` }
}
