/** The event, the readers of files, and the proposal of how to read one. */

export type { Actor, Customer, Event, Micros, Refusal, Scalar, ScoreKind, SourcedEvent } from './event.ts'
export { actors } from './event.ts'
export type { ReadProblem, ReadProblemCode } from './problem.ts'
export type { Encoding, FieldName, Format, Lack, Profile, ProfileFields } from './profile.ts'
export { lacks, profileSchema } from './profile.ts'
export type { ParsedProfile, ProfileProblem } from './profile-text.ts'
export { parseProfile, printProfile } from './profile-text.ts'
export type { Assumption, Proposal, ProposedColumn, SampledRow } from './propose/proposal.ts'
export { propose } from './propose/propose.ts'
export type { Batch } from './read/batch.ts'
export { read } from './read/read.ts'
export type { RandomAccess, SourceFile } from './source.ts'
