import type { Refusal, SourcedEvent } from '../event.ts'
import { memoryFile } from '../memory-file.ts'
import { ReadProblem } from '../problem.ts'
import type { Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import { read } from './read.ts'

/** What reading a whole file came to; the trials of tests. */
export interface Trial {
  readonly events: readonly SourcedEvent[]
  readonly refused: readonly Refusal[]
  readonly filtered: number
  readonly problem: ReadProblem | null
}

/** Reads a file to its end. An error that is no ReadProblem goes through, and fails the test. */
export async function readAll(file: SourceFile, profile: Profile): Promise<Trial> {
  const events: SourcedEvent[] = []
  const refused: Refusal[] = []
  let filtered = 0
  let problem: ReadProblem | null = null
  try {
    for await (const batch of read(file, profile)) {
      events.push(...batch.events)
      refused.push(...batch.refused)
      filtered += batch.filtered
    }
  } catch (error) {
    if (!(error instanceof ReadProblem)) throw error
    problem = error
  }
  return { events, refused, filtered, problem }
}

export async function readText(text: string, profile: Profile, sizes?: readonly number[]): Promise<Trial> {
  return await readAll(memoryFile('trial', bytesOf(text), sizes), profile)
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
