/** The event and the profile of a file; who reads one comes in by reading.ts. */

export type { Actor, Customer, Event, Micros, Refusal, Scalar, ScoreKind, SourcedEvent } from './event.ts'
export { actors } from './event.ts'
export type { Encoding, Format } from './format.ts'
export type { ReadProblem, ReadProblemCode } from './problem.ts'
export type { FieldName, Lack, Profile, ProfileFields } from './profile.ts'
export { profileSchema } from './profile-schema.ts'
export type { ParsedProfile, ProfileProblem } from './profile-text.ts'
export { parseProfile, printProfile } from './profile-text.ts'
export type { Assumption, Proposal, ProposedColumn, SampledRow } from './propose/proposal.ts'
export { type Arrival, type CallType, callTypes, type Fault, readCall } from './segment/call.ts'
export { noTime } from './time/clock.ts'
export { parseTime } from './time/parse.ts'
