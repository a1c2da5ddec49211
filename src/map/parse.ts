import { issuesOf, unsafeShape } from '../match/index.ts'
import { checkReferences } from './check-references.ts'
import type { MapDocument } from './document.ts'
import { type Lines, placeOf } from './lines.ts'
import { type Complaint, type MapProblem, printPath } from './problem.ts'
import { readYaml } from './read-yaml.ts'
import { withoutParts } from './repair.ts'
import { mapDocument } from './schema.ts'
import { checkValues } from './values.ts'

export type ParsedMap =
  | { readonly ok: true; readonly map: MapDocument; readonly lines: Lines }
  | { readonly ok: false; readonly problems: readonly MapProblem[] }

/** More than a person mends in one go, and a hostile text has as many as it likes. */
const shown = 100
/** Values in all. A map of 1,000 steps with every lane filled has about 40,000, a draft of 3,000 names 60,000. */
const mostValues = 150_000

/** A text as a map, or all that keeps it from being one, in the order of the text. Total: any text gives an answer. */
export function parseMap(text: string): ParsedMap {
  const { value, lines, problems } = readYaml(text)
  if (value === undefined && problems.length > 0) return { ok: false, problems: firstOf(problems) }
  const { map, complaints } = judge(value)
  const all = [...problems, ...complaints.map((complaint) => placed(complaint, lines))]
  return map !== null && all.length === 0 ? { ok: true, map, lines } : { ok: false, problems: firstOf(all) }
}

function firstOf(problems: readonly MapProblem[]): readonly MapProblem[] {
  const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  const last = inOrder[shown]
  if (last === undefined) return inOrder
  const says = `there are more than ${shown} problems`
  return [
    ...inOrder.slice(0, shown),
    { ...last, code: 'too-many', says, remedy: 'mend the first ones; the rest may follow from them' },
  ]
}

interface Judgement {
  readonly map: MapDocument | null
  readonly complaints: readonly Complaint[]
}

function judge(value: unknown): Judgement {
  const unsafe = unsafeShape(value, mostValues)
  if (unsafe !== null) return { map: null, complaints: [unsafe] }
  const parsed = mapDocument.safeParse(value)
  if (parsed.success) return { map: parsed.data, complaints: judgeMeaning(parsed.data) }
  const complaints: readonly Complaint[] = issuesOf(mapDocument, parsed.error, value)
  const paths = complaints.map((complaint) => complaint.path)
  const rest = mapDocument.safeParse(withoutParts(value, paths))
  return { map: null, complaints: rest.success ? [...complaints, ...judgeMeaning(rest.data)] : complaints }
}

function judgeMeaning(map: MapDocument): readonly Complaint[] {
  const complaints: Complaint[] = []
  for (const check of [checkReferences, checkValues]) {
    for (const complaint of check(map)) {
      complaints.push(complaint)
      if (complaints.length > shown) return complaints
    }
  }
  return complaints
}

function placed({ path, code, says, remedy }: Complaint, lines: Lines): MapProblem {
  const at = printPath(path)
  return { ...placeOf(lines, at), at, code, says, remedy }
}
