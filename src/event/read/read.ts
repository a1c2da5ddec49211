import { ReadProblem } from '../problem.ts'
import { type Format, formats, type Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import type { Batch } from './batch.ts'
import { readCsv } from './csv.ts'
import { firstBytes } from './head.ts'
import { sniff } from './sniff.ts'
import { readXes } from './xes.ts'

type Reader = (file: SourceFile, profile: Profile) => AsyncGenerator<Batch>

const readers: Partial<Record<Format, Reader>> = { csv: readCsv, xes: readXes }

/** The events of a file in the order of the file, batch by batch, with the rows that are none. */
export async function* read(file: SourceFile, profile: Profile): AsyncGenerator<Batch> {
  const format = profile.format ?? (await formatOf(file))
  const reader = readers[format]
  if (reader === undefined) throw unknownFormat(file.name)
  yield* reader(file, profile)
}

export async function formatOf(file: SourceFile): Promise<Format> {
  const { format } = sniff(await firstBytes(file), file.name)
  if (format === null) throw unknownFormat(file.name)
  return format
}

function unknownFormat(file: string): ReadProblem {
  return new ReadProblem({
    code: 'format-unknown',
    file,
    says: 'its first bytes are of no format that can be read',
    remedy: `Give one of ${formats.join(', ')}, packed with gzip or not`,
  })
}
