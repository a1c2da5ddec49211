import { stringify } from 'yaml'
import { readDocument, type TextProblem } from './document-text.ts'
import { fieldNames, type Profile } from './profile.ts'
import { profileSchema } from './profile-schema.ts'

/** What is wrong with the text of a profile, and where. */
export type ProfileProblem = TextProblem

export type ParsedProfile =
  | { readonly profile: Profile; readonly problems: readonly [] }
  | { readonly profile: null; readonly problems: readonly ProfileProblem[] }

/** Reads `*.import.yaml`; answers with the profile, or with every problem at once. */
export function parseProfile(text: string): ParsedProfile {
  const read = readDocument(text, profileSchema, 'is neither a column nor what else could stand here')
  return read.value === null
    ? { profile: null, problems: read.problems }
    : { profile: read.value, problems: read.problems }
}

const keyOrder = [
  'throughline',
  'format',
  'delimiter',
  'encoding',
  'zone',
  'dayFirst',
  'lifecycle',
  'absent',
  'fields',
  'traits',
  'ignore',
] as const satisfies readonly (keyof Profile)[]

/** The profile as text, always in the same order, so that two of them can be compared line by line. */
export function printProfile(profile: Profile): string {
  const ordered: Record<string, unknown> = {}
  for (const key of keyOrder) if (profile[key] !== undefined) ordered[key] = profile[key]
  const fields: Record<string, unknown> = {}
  for (const name of fieldNames) if (profile.fields[name] !== undefined) fields[name] = profile.fields[name]
  return stringify({ ...ordered, fields }, { lineWidth: 0 })
}
