import type { Format } from '../format.ts'
import type { Profile } from '../profile.ts'
import { decode } from '../read/decode.ts'
import { delimiterOf, headOfText } from '../read/delimiter.ts'
import { firstBytes } from '../read/head.ts'
import { ocelColumns } from '../read/ocel.ts'
import { formatOf, scans } from '../read/read.ts'
import { sniff } from '../read/sniff.ts'
import type { SourceFile } from '../source.ts'
import { chooseCaseType, type TypeChoice } from './ocel-type.ts'
import { SampleTable } from './table.ts'

/** The first rows of a file, and what was found out to read them. */
export interface Sample {
  readonly table: SampleTable
  /** what was given, with the format and where it has one the delimiter, encoding and type of case */
  readonly profile: Profile & { readonly format: Format }
  /** of OCEL: which types of object could be the case */
  readonly types: TypeChoice | null
}

export async function sampleOf(file: SourceFile, given: Profile): Promise<Sample> {
  const format = given.format ?? (await formatOf(file))
  const encoded = format === 'parquet' || format === 'ocel' ? given : await withEncoding(file, given)
  const types = format === 'ocel' ? await chooseCaseType(file, given) : null
  const profile = {
    ...encoded,
    format,
    ...(format === 'csv' && { delimiter: given.delimiter ?? (await sniffDelimiter(file, encoded)) }),
    ...(types && { fields: { ...ocelColumns, ...given.fields, case: types.chosen } }),
  }
  const table = new SampleTable()
  // A list of columns to leave out concerns events, not what is shown of the file.
  const { ignore: _, ...whole } = profile
  for await (const bytes of scans[format](file, whole, table)) if (table.isFull || bytes > sampleBytes) break
  return { table, profile, types }
}

/** Rows may be long; so much is enough to see what they are. */
const sampleBytes = 16 * 1024 * 1024

async function withEncoding(file: SourceFile, given: Profile): Promise<Profile> {
  if (given.encoding !== undefined) return given
  const { encoding } = sniff(await firstBytes(file), file.name)
  return encoding === 'utf-8' ? given : { ...given, encoding }
}

async function sniffDelimiter(file: SourceFile, profile: Profile): Promise<string> {
  for await (const piece of headOfText(decode(file.stream(), profile.encoding))) return delimiterOf(piece.text)
  return ','
}
