import type { MessagePort } from 'node:worker_threads'
import type { Profile, Proposal } from '../event/reading.ts'
import type { Batch } from '../store/encoding.ts'
import type { Fault } from './fault.ts'

/** To the thread that reads: open a file, and talk about it over a port of its own until that is closed. */
export interface Opening {
  readonly path: string
  readonly name: string | undefined
  readonly port: MessagePort
}

/** What a file can be asked for, one thing at a time; `read-on` and `stop` speak to the reading under way. */
export type Ask =
  | { readonly kind: 'propose'; readonly given: Profile | undefined }
  | { readonly kind: 'read'; readonly profile: Profile }
  /** one piece was taken; its memory goes back to be written over */
  | { readonly kind: 'read-on'; readonly memory: ArrayBuffer }
  | { readonly kind: 'stop' }

export type Answer =
  | { readonly kind: 'opened'; readonly name: string; readonly bytes: number; readonly fingerprint: string }
  | { readonly kind: 'proposed'; readonly proposal: Proposal }
  | { readonly kind: 'piece'; readonly piece: Piece }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly fault: Fault }

/** Events of a file, encoded, and how far in the file itself the reader is. */
export interface Piece extends Batch {
  readonly bytesRead: number
}

/** Pieces on their way or waiting to be taken; the reader rests at so many. */
export const mostInFlight = 32
