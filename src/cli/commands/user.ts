import { Command, Option } from 'commander'
import { type Role, roles } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import { type AskingOptions, asking } from '../asking.ts'
import { withData } from '../data.ts'
import type { Answer } from '../output.ts'
import { CommandProblem } from '../problem.ts'
import { table } from '../table.ts'

interface RoleOptions extends AskingOptions {
  readonly role: Role
  readonly partner?: string
}
interface AddOptions extends RoleOptions {
  readonly name?: string
}

/** Members: who may sign in to the server of a data folder, as what. */
export function userCommand(): Command {
  const command = new Command('user').description('members: who may sign in to the server, and as what')
  command.addCommand(
    withRole(
      withData(new Command('add').description('add a member; answers the link with which they choose a password')),
    )
      .argument('<email>', 'their email address')
      .option('--name <name>', 'their name; default: the address')
      .action((email: string, options: AddOptions) =>
        askingServer(options, (answerer) => add(answerer, email, options)),
      ),
  )
  command.addCommand(
    withData(new Command('list').description('members, with their roles')).action((options: AskingOptions) =>
      askingServer(options, list),
    ),
  )
  command.addCommand(
    withRole(withData(new Command('role').description('give a member another role')))
      .argument('<email>', 'their email address')
      .action((email: string, options: RoleOptions) =>
        askingServer(options, (answerer) => role(answerer, email, options)),
      ),
  )
  command.addCommand(
    withData(new Command('reset').description('end their sessions; answers a link to choose a new password'))
      .argument('<email>', 'their email address')
      .action((email: string, options: AskingOptions) => askingServer(options, (answerer) => reset(answerer, email))),
  )
  command.addCommand(
    withData(new Command('remove').description('they can sign in no more'))
      .argument('<email>', 'their email address')
      .action((email: string, options: AskingOptions) => askingServer(options, (answerer) => remove(answerer, email))),
  )
  return command
}

function withRole(command: Command): Command {
  return command
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).default('viewer'))
    .option('--partner <id>', 'for the role partner: the id or the title by which maps name it')
}

/** Members are known to a server: it signs their sessions and knows the address of their links. */
/** Members are the server's: who signs in is asked of it alone. */
function askingServer(options: AskingOptions, work: (answerer: Answerer) => Promise<Answer>): Promise<void> {
  return asking(options, (answerer) => {
    if (answerer.url !== null) return work(answerer)
    throw new CommandProblem(
      `No server runs on ${options.data}.`,
      `Start it first: npx throughline serve --data ${options.data}`,
    )
  })
}

async function add(answerer: Answerer, email: string, { name, role, partner }: AddOptions): Promise<Answer> {
  const body = { email, name: name ?? email, role, ...(partner === undefined ? {} : { partner }) }
  const made = await answerer.ask('POST /api/members', { body })
  return { json: made, text: `${made.link}\n${email} opens it, once, within a day, and chooses a password.` }
}

async function list(answerer: Answerer): Promise<Answer> {
  const { members } = await answerer.ask('GET /api/members')
  const rows = members.map(({ name, email, role, partner, ways }) => [
    name,
    email,
    partner === null ? role : `${role} ${partner}`,
    ways.join(', ') || 'has not come yet',
  ])
  return { json: { members }, text: table(['name', 'address', 'role', 'signs in by'], rows) }
}

async function role(answerer: Answerer, email: string, { role, partner }: RoleOptions): Promise<Answer> {
  const params = { member: await memberOf(answerer, email) }
  const body = { role, ...(partner === undefined ? {} : { partner }) }
  const changed = await answerer.ask('PUT /api/members/:member', { params, body })
  return { json: changed, text: `${email} has the role ${role}` }
}

async function reset(answerer: Answerer, email: string): Promise<Answer> {
  const params = { member: await memberOf(answerer, email) }
  const made = await answerer.ask('POST /api/members/:member/reset', { params })
  return { json: made, text: `${made.link}\n${email} opens it, once, within a day, and chooses a new password.` }
}

async function remove(answerer: Answerer, email: string): Promise<Answer> {
  const params = { member: await memberOf(answerer, email) }
  const gone = await answerer.ask('DELETE /api/members/:member', { params })
  return { json: gone, text: `${email} signs in no more` }
}

async function memberOf(answerer: Answerer, email: string): Promise<string> {
  const { members } = await answerer.ask('GET /api/members')
  const member = members.find((one) => one.email === email.toLowerCase())
  if (member !== undefined) return member.id
  throw new CommandProblem(`No member has the address ${email}.`, 'npx throughline user list names them.')
}
