import type * as z from 'zod'
import type { profileFields, profileSchema } from './profile-schema.ts'

// The schema itself is in a file of its own: a thread that reads is handed a profile, and loads no library to check it.
export type Profile = z.infer<typeof profileSchema>
export type ProfileFields = z.infer<typeof profileFields>
export type FieldName = keyof ProfileFields

export const fieldNames = [
  'id',
  'customer',
  'case',
  'name',
  'at',
  'actor',
  'channel',
  'team',
  'system',
  'partner',
  'text',
  'score',
] as const satisfies readonly FieldName[]

/** What a profile does not say and no event can do without. */
export interface Lack {
  readonly field: 'at' | 'name' | 'case'
  readonly says: string
  readonly remedy: string
}

export function lacks(profile: Profile): readonly Lack[] {
  const { at, name, customer } = profile.fields
  const found: Lack[] = []
  if (profile.fields.case === undefined && customer === undefined) {
    found.push({
      field: 'case',
      says: 'no column says whose event it is',
      remedy: 'Name one with --case or --customer, or under fields: in the profile',
    })
  }
  if (name === undefined) {
    found.push({
      field: 'name',
      says: 'no column says what happened',
      remedy: 'Name one with --name, or write name: { const: … } in the profile',
    })
  }
  if (at === undefined) {
    found.push({ field: 'at', says: 'no column says when it happened', remedy: 'Name one with --at' })
  }
  return found
}
