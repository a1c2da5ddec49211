// Measures speed and memory, and writes docs/benchmarks.md (SPEC.md).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Asked, type PartName, readAsked } from './asked.ts'
import { conformancePart } from './conformance/part.ts'
import { writeSection } from './document.ts'
import { commandPart } from './import/command.ts'
import { importPart } from './import/part.ts'
import { intakePart } from './intake/part.ts'
import { livePart } from './live/part.ts'
import { load, whereAndWhen } from './machine.ts'
import { pagePart } from './page/part.ts'
import { questionsPart } from './questions/part.ts'
import { asMarkdown, printed, type Section } from './section.ts'

type Part = (asked: Asked, folder: string) => Promise<Section>

const parts = {
  import: importPart,
  command: commandPart,
  questions: questionsPart,
  conformance: conformancePart,
  page: pagePart,
  intake: intakePart,
  live: livePart,
} satisfies Record<PartName, Part>

async function measure(name: PartName, asked: Asked, command: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'))
  const before = load()
  try {
    const section = await parts[name](asked, folder)
    console.log(`${printed(section)}\n\n${whereAndWhen(command, before)}`)
    writeSection(name, asMarkdown(section, whereAndWhen(command, before)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What cannot be asked is said in a sentence. */
function wanted(argv: readonly string[]): Asked {
  try {
    return readAsked(argv)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}

const argv = process.argv.slice(2)
const asked = wanted(argv)
for (const name of asked.parts)
  await measure(name, asked, ['npm run bench', ...(argv.length > 0 ? ['--', ...argv] : [])].join(' '))
// The embedded engine keeps threads of its own, which would keep the process.
process.exit(0)
