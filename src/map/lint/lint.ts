import type { MapDocument } from '../document.ts'
import { type Lines, placeOf } from '../lines.ts'
import { printPath } from '../problem.ts'
import type { Finding, Rule, Sighting } from './rule.ts'
import { rules } from './rules.ts'
import { severities } from './severities.ts'

/** What the map does not do that journey maps fail for, in the order of the text. A map that parses may have findings. */
export function lint(map: MapDocument, lines: Lines, by: readonly Rule[] = Object.values(rules)): readonly Finding[] {
  return by.flatMap((rule) => findings(rule, map, lines)).sort((a, b) => a.line - b.line)
}

function findings(rule: Rule, map: MapDocument, lines: Lines): readonly Finding[] {
  try {
    const severity = severities[rule.name][map.draft === true ? 'draft' : 'map']
    return Array.from(rule.check(map), (sighting) => ({ rule: rule.name, severity, ...placed(sighting, lines) }))
  } catch (error) {
    return [broken(rule, error)]
  }
}

function placed({ path, says, remedy }: Sighting, lines: Lines): Pick<Finding, 'at' | 'line' | 'says' | 'remedy'> {
  const at = printPath(path)
  return { at, line: placeOf(lines, at).line, says, remedy }
}

/** A rule's own fault must neither hide the other findings nor look like a clean map. */
function broken(rule: Rule, error: unknown): Finding {
  const says = `the rule ${rule.name} could not judge this map: ${error instanceof Error ? error.message : String(error)}`
  return {
    rule: rule.name,
    severity: 'error',
    at: '',
    line: 1,
    says,
    remedy: 'report it with the map: this is a fault of the rule',
  }
}
