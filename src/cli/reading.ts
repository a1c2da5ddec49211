import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Profile, Proposal } from '../event/index.ts'
import { type InputFile, openFile } from '../runtime/index.ts'
import { CommandProblem } from './problem.ts'

/** Options that say how to read a file where the reader cannot tell. */
export interface ReadingOptions {
  readonly profile?: string
  readonly case?: string
  readonly customer?: string
  readonly name?: string
  readonly at?: string
  readonly zone?: string
  readonly lifecycle?: string
  readonly actor?: string
  readonly channel?: string
  readonly team?: string
  readonly system?: string
  readonly partner?: string
  readonly text?: string
  readonly score?: string
  readonly id?: string
  readonly format?: string
  readonly delimiter?: string
}

export function withReading(command: Command): Command {
  return command
    .option('--team <column>', 'the column of the team')
    .option('--case <column>', 'the column that names the case (in OCEL, the type of object)')
    .option('--name <column>', 'the column that says what happened; "=Words" names every event so')
    .option('--at <column>', 'the column of the time')
    .option('--zone <zone>', 'the zone of times that carry none: UTC, +01:00, Europe/Vienna')
    .option('--lifecycle <transition>', 'keep only events of this lifecycle transition, e.g. complete')
    .option('--customer <column>', 'the column that names the customer')
    .option(
      '--actor <column>',
      'the column that says who did it; "role:bot=system,rep=company" says what its words mean',
    )
    .option('--channel <column>', 'the column of the channel')
    .option('--system <column>', 'the column of the system')
    .option('--partner <column>', 'the column of the partner')
    .option('--text <column>', "the column of the customer's words")
    .option('--score <kind:column>', 'a score, e.g. nps:answer (nps, csat or ces)')
    .option('--id <column>', "the column of the sender's id of the event")
    .option('--format <format>', 'csv, json-lines, parquet, xes or ocel, where the file does not show it')
    .option('--delimiter <character>', 'what stands between the columns of a CSV')
    .option('--profile <file>', 'an import profile (*.import.yaml) that says all this')
}

export interface Reading {
  readonly file: InputFile
  readonly proposal: Proposal
  /** where the profile came from, beside the flags; null: proposed */
  readonly profileFile: string | null
}

/** Opens a file and settles how to read it: flags over profile over what is proposed. */
export async function openReading(path: string, options: ReadingOptions): Promise<Reading> {
  const file = await openFile(path)
  try {
    const beside = [`${path}.import.yaml`, `${path.replace(/(\.[^./]+){1,2}$/, '')}.import.yaml`].find((name) =>
      existsSync(name),
    )
    const profileFile = options.profile ?? beside ?? null
    const base = profileFile === null ? undefined : await readProfile(profileFile)
    const proposal = await file.propose(await withFlags(base, options))
    return { file, proposal, profileFile }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Loaded where somebody says how to read: the thread that reads does so while the rest of the command is loaded. */
const eventRoom = () => import('../event/index.ts')

async function readProfile(path: string): Promise<Profile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CommandProblem(`The profile ${path} cannot be read: ${String(cause)}.`, 'Check the path.')
  })
  const { parseProfile } = await eventRoom()
  const parsed = parseProfile(text)
  if (parsed.profile !== null) return parsed.profile
  throw new CommandProblem(
    `The profile ${path} has problems:\n${parsed.problems.map((problem) => `  line ${problem.line}: ${problem.says}`).join('\n')}`,
    'Mend them, or leave --profile out and let import propose.',
  )
}

async function withFlags(base: Profile | undefined, options: ReadingOptions): Promise<Profile | undefined> {
  const columns = (['case', 'customer', 'at', 'id', 'channel', 'team', 'system', 'partner', 'text'] as const).flatMap(
    (field) => (options[field] === undefined ? [] : [[field, options[field]] as const]),
  )
  const name =
    options.name === undefined
      ? []
      : [['name', options.name.startsWith('=') ? { const: options.name.slice(1) } : options.name] as const]
  const actor = options.actor === undefined ? [] : [['actor', actorOf(options.actor)] as const]
  const score = options.score === undefined ? [] : [['score', scoreOf(options.score)] as const]
  const rest = (['zone', 'lifecycle', 'format', 'delimiter'] as const).flatMap((key) =>
    options[key] === undefined ? [] : [[key, options[key]] as const],
  )
  if (base === undefined && columns.length + name.length + actor.length + score.length + rest.length === 0)
    return undefined
  const profile = {
    throughline: 'import/1',
    ...base,
    ...Object.fromEntries(rest),
    fields: { ...base?.fields, ...Object.fromEntries([...columns, ...name, ...actor, ...score]) },
  }
  return checkedProfile(profile, options)
}

/** What each option takes, for those that take more than the name of a column. */
const takes: Readonly<Record<string, string>> = {
  zone: 'UTC, an offset such as +01:00, or a name such as Europe/Vienna',
  format: 'csv, json-lines, parquet, xes or ocel',
  delimiter: 'one character',
  score: 'nps:COLUMN, csat:COLUMN or ces:COLUMN',
  actor: 'COLUMN, or COLUMN:WORD=SIDE,WORD=SIDE with sides customer, company, partner and system',
}

async function checkedProfile(profile: unknown, options: ReadingOptions): Promise<Profile> {
  const { profileSchema } = await eventRoom()
  const parsed = profileSchema.safeParse(profile)
  if (parsed.success) return parsed.data
  const given: Readonly<Record<string, unknown>> = { ...options }
  const says = parsed.error.issues.map(({ path, message }) => {
    const option = String((path[0] === 'fields' ? path[1] : path[0]) ?? 'profile')
    return `--${option} "${String(given[option] ?? '')}" ${takes[option] === undefined ? message : `is not ${takes[option]}`}.`
  })
  throw new CommandProblem(
    [...new Set(says)].join('\n'),
    'Correct it; npx throughline import --help lists the options.',
  )
}

function scoreOf(text: string): { kind: string; column: string } {
  const [kind = '', ...column] = text.split(':')
  return { kind, column: column.join(':') }
}

/** `role`, or `role:agent=company,bot=system`; a column's own name may hold colons. */
function actorOf(text: string): string | { column: string; values: Record<string, string> } {
  const equals = text.indexOf('=')
  const colon = text.lastIndexOf(':', equals)
  if (equals < 0 || colon < 1) return text
  const pairs = text
    .slice(colon + 1)
    .split(',')
    .map((pair): [string, string] => {
      const at = pair.lastIndexOf('=')
      return [
        pair.slice(0, Math.max(at, 0)).trim(),
        pair
          .slice(at + 1)
          .trim()
          .toLowerCase(),
      ]
    })
  return { column: text.slice(0, colon), values: Object.fromEntries(pairs) }
}
