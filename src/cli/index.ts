import { Command, CommanderError } from 'commander'
import { commandsFor } from './commands.ts'
import { version } from './version.ts'

/** Runs one command. The exit code is 0 (done), 1 (findings) or 2 (could not). */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0) // whoever read us has seen enough
    throw error
  })
  const program = new Command('throughline')
    .description('The journey you draw, the one your customers live and the one you run, on the steps of one map.')
    .version(version)
    .showHelpAfterError('(npx throughline <command> --help lists its options)')
  for (const command of await commandsFor(argv[0])) program.addCommand(command)
  refuseInsteadOfExit(program)
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    process.exitCode = report(error)
  }
  // The embedded engines keep threads of their own, which would keep the process.
  process.exit(process.exitCode ?? 0)
}

function refuseInsteadOfExit(command: Command): void {
  command.exitOverride()
  for (const child of command.commands) refuseInsteadOfExit(child)
}

/** What the machine itself refused, and what to look at. */
const refusedByTheMachine: Readonly<Record<string, string>> = {
  ENOENT: 'Check the path: a folder in it is not there.',
  ENOTDIR: 'Check the path: a part of it is a file, not a folder.',
  EISDIR: 'Name a file, not a folder.',
  EEXIST: 'A file is where a folder should be; choose another path.',
  EACCES: 'Check the rights on it, or choose another path.',
  EPERM: 'Check the rights on it, or choose another path.',
  EROFS: 'That disk can only be read; choose another path.',
  ENOSPC: 'The disk is full; make room, then run the command again.',
}

function remedyOf(error: Error): string | null {
  if ('remedy' in error && typeof error.remedy === 'string') return error.remedy
  return 'code' in error && typeof error.code === 'string' ? (refusedByTheMachine[error.code] ?? null) : null
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2 // commander has said it already
  if (!(error instanceof Error)) {
    process.stderr.write(`throughline: ${String(error)}\n`)
    return 2
  }
  const remedy = remedyOf(error)
  process.stderr.write(`throughline: ${error.message}\n`)
  if (remedy !== null && !error.message.includes(remedy)) process.stderr.write(`${remedy}\n`)
  else if (remedy === null)
    process.stderr.write(`${error.stack ?? ''}\nThis is our mistake, not yours; please report it.\n`)
  return 2
}
