import { type Issue, issuesOf, unsafeShape } from '../match/index.ts'
import type { MapDocument } from './document.ts'
import { type Lines, placeOf } from './lines.ts'
import { type Complaint, type MapProblem, printPath } from './problem.ts'
import { readYaml } from './read-yaml.ts'
import { checkReferences } from './references.ts'
import { mapDocument } from './schema.ts'
import { checkValues } from './values.ts'

export type ParsedMap =
  | { readonly ok: true; readonly map: MapDocument; readonly lines: Lines }
  | { readonly ok: false; readonly problems: readonly MapProblem[] }

/** A text as a map, or all that keeps it from being one, in the order of the text. Total: any text gives an answer. */
export function parseMap(text: string): ParsedMap {
  const { value, lines, problems } = readYaml(text)
  if (value === undefined && problems.length > 0) return { ok: false, problems }
  const { map, complaints } = judge(value)
  const all = [...problems, ...complaints.map((complaint) => placed(complaint, lines))]
  if (map !== null && all.length === 0) return { ok: true, map, lines }
  return { ok: false, problems: all.sort((a, b) => a.line - b.line || a.column - b.column) }
}

/** References and durations are judged only in a document of the right shape: in another they would be guesses. */
function judge(value: unknown): { readonly map: MapDocument | null; readonly complaints: readonly Complaint[] } {
  const unsafe = unsafeShape(value)
  if (unsafe !== null) return { map: null, complaints: [unsafe] }
  const parsed = mapDocument.safeParse(value)
  if (!parsed.success) return { map: null, complaints: issuesOf(mapDocument, parsed.error, value).map(complaintOf) }
  return { map: parsed.data, complaints: [...checkReferences(parsed.data), ...checkValues(parsed.data)] }
}

function complaintOf(issue: Issue): Complaint {
  return issue
}

function placed({ path, code, says, remedy }: Complaint, lines: Lines): MapProblem {
  const at = printPath(path)
  return { ...placeOf(lines, at), at, code, says, remedy }
}
