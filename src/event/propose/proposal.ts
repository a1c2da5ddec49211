import type { Event, Refusal } from '../event.ts'
import type { Encoding, Format } from '../format.ts'
import type { FieldName, Profile } from '../profile.ts'

/** How a file would be read, and why, before anything is. */
export interface Proposal {
  readonly format: Format
  readonly delimiter: string | undefined
  /** undefined: UTF-8 */
  readonly encoding: Encoding | undefined
  /** ready to be given to `read` where `questions` is empty */
  readonly profile: Profile
  readonly columns: readonly ProposedColumn[]
  /** times in the file have no zone, and nobody has said which one they are in */
  readonly needsZone: boolean
  /** what the profile takes for granted that the file does not say; each can be corrected */
  readonly assumed: readonly Assumption[]
  /** what it could not tell: with any of these open, the file cannot be read */
  readonly questions: readonly string[]
  /** the first rows as they would be read */
  readonly sample: readonly SampledRow[]
}

export interface ProposedColumn {
  readonly name: string
  /** the field that it fills; null: it becomes a property (or nothing, where the profile ignores it) */
  readonly field: FieldName | null
  readonly why: string
  readonly examples: readonly string[]
  /** share of the sampled rows that have a value, 0..1 */
  readonly filled: number
}

export interface Assumption {
  readonly field: 'zone' | 'dayFirst' | 'absent' | 'name' | 'case'
  readonly value: string
  readonly says: string
}

export type SampledRow =
  | { readonly line: number; readonly event: Event }
  | { readonly line: number; readonly refusal: Refusal }
