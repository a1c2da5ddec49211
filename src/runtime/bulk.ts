import { isCalls, type Profile, propose, read, readCalls } from '../event/reading.ts'
import type { Sourced } from '../store/index.ts'
import { openDiskFile } from './disk-file.ts'
import { ImportProblem } from './problem.ts'
import { sourceFile } from './reading.ts'
import { RowIds } from './row-ids.ts'

/** No event on that road is larger: a batch of them is held at once. */
const mostCharacters = 64 * 1024

export interface BulkReading {
  /** shown in refusals; its end may tell the format */
  readonly name: string
  /** how the file is read; absent: as its calls say, or as it is proposed */
  readonly profile?: Profile
  /** what is known of a file whose mapping is proposed */
  readonly given: Profile
  /** microseconds since 1970 */
  readonly received: number
  readonly signal?: AbortSignal
}

/**
 * A file on this machine as events that have ids, batch by batch in bounded memory, for the road through the log.
 * @throws ImportProblem, ReadProblem: what was handed out before stands.
 */
export async function* readBulk(path: string, how: BulkReading): AsyncGenerator<Sourced> {
  const file = await openDiskFile(path, how.name)
  try {
    const source = sourceFile(file, how.signal)
    if (how.profile === undefined && (await isCalls(source))) {
      yield* withIds(readCalls(source, how.received), new RowIds(file.name, 'sender'))
      return
    }
    const { profile = await proposed(file.name, propose(source, how.given)) } = how
    yield* withIds(
      read(source, profile),
      new RowIds(file.name, how.profile?.fields.id === undefined ? 'row' : 'sender'),
    )
  } finally {
    await file.close()
  }
}

async function* withIds(batches: AsyncIterable<Sourced>, ids: RowIds): AsyncGenerator<Sourced> {
  for await (const batch of batches) {
    const refused = [...batch.refused]
    const events = batch.events.flatMap(({ event, line }) => {
      const size = JSON.stringify(event).length
      if (size <= mostCharacters) return [{ line, event: { ...event, id: ids.of(event) } }]
      const reason = `is more than ${mostCharacters} characters`
      refused.push({ file: ids.file, line, field: 'row', value: `${size} characters`, reason })
      return []
    })
    yield { events, refused }
  }
}

/** Nobody is there to be asked, so what the file does not say itself must have been given; a zone is never guessed. */
async function proposed(name: string, looking: ReturnType<typeof propose>): Promise<Profile> {
  const { profile, needsZone, questions } = await looking
  const open = [...questions, ...(needsZone ? ['its times have no zone'] : [])]
  if (open.length === 0) return profile
  throw new ImportProblem(
    'mapping-incomplete',
    `${name}: ${open.join('; ')}.`,
    'Say how it is read with ?profile= (an import profile), or the zone of its times with ?zone=.',
  )
}
