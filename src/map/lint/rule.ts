import type { MapDocument } from '../document.ts'
import type { Path } from '../problem.ts'
import type { RuleName, Severity } from './severities.ts'

export interface Finding {
  /** the rule's name, which is also its page in docs/lint */
  readonly rule: string
  readonly severity: Severity
  readonly at: string
  readonly line: number
  readonly says: string
  readonly remedy: string
}

/** What a rule sees; its place in the text and its severity are added by `lint`. */
export interface Sighting {
  /** empty: the map as a whole */
  readonly path: Path
  readonly says: string
  readonly remedy: string
}

export interface Rule {
  readonly name: RuleName
  check(map: MapDocument): Iterable<Sighting>
}
