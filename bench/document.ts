import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type PartName, partNames } from './asked.ts'

const file = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url))

const intro = `# Benchmarks

Written by \`npm run bench\`; each section says when and where it was measured. \`npm run bench -- import\` (or \`command\`,
\`questions\`, \`conformance\`, \`page\`, \`intake\`, \`live\`) measures one part anew, \`-- questions --events 1e8\` asks 100 million events. The data is made, seeded, and
removed again (\`--keep DIR\` keeps the stores that questions are asked of for the next run). Each figure is the median of
several runs after a warm-up, with the lowest and the highest; ratios are against a limit taken in the same run, and are what
to compare between machines.`

const begin = (part: PartName) => `<!-- begin ${part} -->`
const end = (part: PartName) => `<!-- end ${part} -->`

/** Puts a part's section in the document; the other parts' stay as they were. */
export function writeSection(part: PartName, markdown: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const sections = partNames.flatMap((name) => {
    const body = name === part ? markdown : sectionIn(before, name)
    return body === null ? [] : [`${begin(name)}\n\n${body}\n\n${end(name)}`]
  })
  writeFileSync(file, `${[intro, ...sections].join('\n\n')}\n`)
}

function sectionIn(document: string, part: PartName): string | null {
  const from = document.indexOf(begin(part))
  const to = document.indexOf(end(part))
  return from < 0 || to < from ? null : document.slice(from + begin(part).length, to).trim()
}
