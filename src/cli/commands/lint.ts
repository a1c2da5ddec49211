import { Command } from 'commander'
import { lint, parseMap } from '../../map/index.ts'
import { withData } from '../data.ts'
import { readMap } from '../map-file.ts'
import { print } from '../output.ts'
import { table } from '../table.ts'

interface Line {
  readonly file: string
  readonly rule: string
  readonly severity: string
  readonly at: string
  readonly line: number
  readonly says: string
  readonly remedy: string
}

export function lintCommand(): Command {
  const command = new Command('lint')
    .description('check maps: what does not parse, and what a good map would have')
    .argument('<map...>', 'map files (YAML)')
  return withData(command).action(async (maps: string[], options: { readonly json?: boolean }) => {
    const findings = (await Promise.all(maps.map(findingsOf))).flat()
    const rows = findings.map((finding) => [
      `${finding.file}:${finding.line}`,
      finding.severity,
      finding.rule,
      `${finding.says}: ${finding.remedy}`,
    ])
    const text =
      findings.length === 0
        ? 'no findings'
        : table(['name', 'kind', 'reason', 'value'], rows).split('\n').slice(2).join('\n')
    await print(
      { json: { findings }, text, code: findings.some((finding) => finding.severity !== 'info') ? 1 : 0 },
      options,
    )
  })
}

async function findingsOf(file: string): Promise<readonly Line[]> {
  const text = await readMap(file)
  const parsed = parseMap(text)
  if (parsed.ok) return lint(parsed.map, parsed.lines).map((finding) => ({ file, ...finding }))
  return parsed.problems.map(({ line, at, code, says, remedy }) => ({
    file,
    rule: code,
    severity: 'error',
    at,
    line,
    says,
    remedy,
  }))
}
