/** The room's door for a thread that only reads: it loads neither the schema of a profile nor what prints one. */
export type { Refusal } from './event.ts'
export { ReadProblem } from './problem.ts'
export type { Profile } from './profile.ts'
export { lacks } from './profile.ts'
export type { Proposal } from './propose/proposal.ts'
export { propose } from './propose/propose.ts'
export { read } from './read/read.ts'
export type { RandomAccess, SourceFile } from './source.ts'
