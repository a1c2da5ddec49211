import { CommandProblem } from './problem.ts'
import type { Reading } from './reading.ts'
import { table } from './table.ts'

/** How a file is going to be read, for people: each column, what it becomes, and why. */
export function describeProposal({ file, proposal, profileFile }: Reading): string {
  const from = profileFile === null ? 'proposed from its header and a sample' : `by ${profileFile}`
  const rows = proposal.columns.map((column) => [
    column.name.slice(0, 40),
    column.field ?? 'property',
    column.why.slice(0, 60),
    column.examples.slice(0, 2).join(', ').slice(0, 40),
  ])
  return [
    `${file.name}: how it is read, ${from}`,
    table(['column', 'field', 'why', 'examples'], rows),
    ...proposal.assumed
      .filter((assumption) => assumption.field !== 'zone')
      .map((assumption) => `assumed: ${assumption.says}`),
    ...lifecycleNote(proposal),
  ].join('\n')
}

/** A log that writes down when work was scheduled, begun and ended tells each of them as an event; that is easily missed. */
function lifecycleNote({ columns, profile }: Reading['proposal']): readonly string[] {
  const transitions = columns.find((column) => column.name === 'lifecycle:transition')?.examples ?? []
  if (profile.lifecycle !== undefined || transitions.length < 2) return []
  return [
    `each lifecycle transition (${transitions.join(', ')}) is an event of its own; --lifecycle complete keeps one of them`,
  ]
}

/** @throws CommandProblem while something is open that only a person can answer; a zone is never guessed (DESIGN 4). */
export function assertReadable({ file, proposal }: Reading): void {
  const { questions, needsZone } = proposal
  if (questions.length > 0) {
    throw new CommandProblem(
      `${file.name} cannot be read yet:\n${questions.map((question) => `  ${question}`).join('\n')}`,
      questions.some((question) => question.includes('--'))
        ? 'Answer with the options named, then run the command again.'
        : 'Look into the file or export it again; npx throughline import --help lists what can be said of one.',
    )
  }
  if (needsZone) {
    const at = proposal.columns.find((column) => column.field === 'at')
    throw new CommandProblem(
      `${file.name} has times without a zone${at === undefined ? '' : ` (${at.name}: ${at.examples[0]})`}.`,
      'Say where they were written: --zone UTC, --zone +01:00 or a name such as --zone Europe/Vienna.',
    )
  }
}
