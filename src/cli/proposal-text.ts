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
    ...proposal.assumed.map((assumption) => `assumed: ${assumption.says}`),
  ].join('\n')
}

export function describeQuestions({ proposal }: Reading): string {
  return proposal.questions.map((question) => `  ${question}`).join('\n')
}
