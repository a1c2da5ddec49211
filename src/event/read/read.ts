import { type Format, formats } from '../format.ts'
import { ReadProblem } from '../problem.ts'
import type { Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import { type Batch, Gather } from './batch.ts'
import type { Scan } from './cells.ts'
import { scanCsv } from './csv.ts'
import { firstBytes } from './head.ts'
import { scanJsonLines } from './json-lines.ts'
import { EventMaker } from './maker.ts'
import { scanOcel } from './ocel.ts'
import { scanParquet } from './parquet.ts'
import { isWebPage, sniff } from './sniff.ts'
import { scanXes } from './xes.ts'

export const scans: Readonly<Record<Format, Scan>> = {
  csv: scanCsv,
  'json-lines': scanJsonLines,
  parquet: scanParquet,
  xes: scanXes,
  ocel: scanOcel,
}

/** The events of a file in the order of the file, batch by batch, with the rows that are none. */
export async function* read(file: SourceFile, profile: Profile): AsyncGenerator<Batch> {
  const format = profile.format ?? (await formatOf(file))
  const gather = new Gather(file.name)
  const maker = new EventMaker({ ...profile, format }, gather)
  let bytes = 0
  try {
    for await (bytes of scans[format](file, profile, maker)) if (gather.isFull) yield gather.take(bytes)
  } catch (error) {
    // What was read before the file broke stands, and is handed out before saying so.
    if (error instanceof ReadProblem && !gather.isEmpty) yield gather.take(bytes)
    throw error
  }
  if (!gather.isEmpty) yield gather.take(bytes)
}

export async function formatOf(file: SourceFile): Promise<Format> {
  const bytes = await firstBytes(file)
  const { format } = sniff(bytes, file.name)
  if (format === null) throw new ReadProblem({ code: 'format-unknown', file: file.name, ...whyUnknown(bytes) })
  return format
}

const packings = [
  ['BZh', 'bzip2'],
  ['\x28\xb5\x2f\xfd', 'Zstandard'],
  ['\xfd7zXZ', 'xz'],
  ['7z\xbc\xaf\x27\x1c', '7-Zip'],
  ['Rar!', 'RAR'],
] as const

/** The commonest of what is not read is called by its name, with the way to what is. */
function whyUnknown(bytes: Uint8Array): { readonly says: string; readonly remedy: string } {
  if (bytes.length === 0) return { says: 'it is empty (0 bytes)', remedy: 'Export or download it again' }
  const head = new TextDecoder('latin1').decode(bytes)
  if (head.startsWith('PK\u0003\u0004')) {
    return /xl\/|\[Content_Types\]\.xml/.test(head)
      ? { says: 'it is an Excel workbook', remedy: 'Save its sheet as CSV and give that' }
      : { says: 'it is a zip archive', remedy: 'Unpack it and give the file inside' }
  }
  if (head.startsWith('%PDF')) return { says: 'it is a PDF', remedy: 'Export the data behind it as CSV' }
  if (isWebPage(head)) {
    return { says: 'it is a web page (HTML)', remedy: 'Download the file itself; one may have to sign in first' }
  }
  const packed = packings.find(([begins]) => head.startsWith(begins))
  if (packed) return { says: `it is packed with ${packed[1]}`, remedy: 'Unpack it, or pack it with gzip' }
  if (/^(.PNG\r\n|\xff\xd8\xff|GIF8|RIFF....WEBP)/s.test(head)) {
    return { says: 'it is a picture', remedy: 'Give the table behind it as CSV' }
  }
  if (head.trim() === '') return { says: 'it holds nothing but white space', remedy: 'Export or download it again' }
  return {
    says: 'its first bytes are of no format that can be read',
    remedy: `Give one of ${formats.join(', ')}, packed with gzip or not`,
  }
}
