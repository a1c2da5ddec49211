import { Command } from 'commander'
import { lint, parseMap } from '../../map/index.ts'
import { openForMaps } from '../answerer.ts'
import { withData } from '../data.ts'
import { isMapFile, readMap } from '../map-file.ts'
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
    .argument('<map...>', 'map files (YAML), or ids of maps that are kept')
  return withData(command).action(
    async (maps: string[], options: { readonly data: string; readonly json?: boolean }) => {
      const findings = (await textsOf(maps, options.data)).flatMap(({ map, text }) => findingsOf(map, text))
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
    },
  )
}

interface MapText {
  readonly map: string
  readonly text: string
}

/** The data folder is opened only where a map is named by its id. */
async function textsOf(maps: readonly string[], data: string): Promise<readonly MapText[]> {
  const files = maps.filter(isMapFile)
  const read = new Map(await Promise.all(files.map(async (map) => [map, await readMap(map)] as const)))
  if (files.length < maps.length) {
    const answerer = await openForMaps(data)
    try {
      for (const map of maps.filter((one) => !read.has(one))) {
        read.set(map, (await answerer.ask('GET /api/maps/:map', { params: { map } })).text)
      }
    } finally {
      await answerer.close()
    }
  }
  return maps.map((map) => ({ map, text: read.get(map) ?? '' }))
}

function findingsOf(file: string, text: string): readonly Line[] {
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
