import { stat } from 'node:fs/promises'
import type { Asked } from '../asked.ts'
import { work } from '../child.ts'
import { count, megabytes, met, range, seconds, times } from '../say.ts'
import type { Section, Table } from '../section.ts'
import { summed, type Timed } from '../timing.ts'
import { grow, gzip, inFolder, remove, writeJsonLines, writeOcel, writeParquet, writeTable, writeXes } from './files.ts'
import type { Done, Given } from './work.ts'

/** As many as the public log that the aim for XES was given for. */
export const xesEvents = 262_200
const csvAim = 250_000
const memoryAim = 512 * 2 ** 20

interface Measured {
  readonly format: string
  readonly events: number
  readonly bytes: number
  readonly plain: Timed
  readonly reading: Timed
  readonly importing: Timed
  readonly importingBusy: Timed
}

export async function importPart({ rows, runs }: Asked, folder: string): Promise<Section> {
  const at = (name: string) => inFolder(folder, name)
  const measured: Measured[] = []
  const take = async (format: string, path: string) => {
    measured.push(await measure(format, path, runs))
    console.log(`${format} done`)
  }
  await writeTable(at('log.csv'), rows, ',')
  await take('CSV', at('log.csv'))
  await writeTable(at('log.tsv'), rows, '\t')
  await take('TSV', at('log.tsv'))
  await writeJsonLines(at('log.jsonl'), rows)
  await take('JSON lines', at('log.jsonl'))
  await writeParquet(at('log.parquet'), at('log.csv'))
  await take('Parquet', at('log.parquet'))
  await writeOcel(at('log.json'), rows)
  await take('OCEL 2.0 JSON', at('log.json'))
  const fewer = Math.min(rows, xesEvents)
  await writeXes(at('log.xes'), fewer)
  await take('XES', at('log.xes'))
  await gzip(at('log.xes'), at('packed.xes.gz'))
  await take('XES.gz', at('packed.xes.gz'))
  for (const name of ['log.tsv', 'log.jsonl', 'log.parquet', 'log.json', 'log.xes']) await remove(at(name))
  return {
    title: 'Import',
    about: [
      `A log of ${count(rows)} events (${count(fewer)} in XES) of six columns and about ten events a case, in the order of time and of many cases at once (XES: case by case). *Import* is a new data folder opened, the mapping proposed, the file read, its events stored durably, and the folder closed. *Reader* is the reader's thread alone: events read and encoded, which nobody takes. *Bytes* is the same file read, and unpacked, with no parsing. *Of the processor* is what an import takes of it in all threads together: it hardly depends on what else the machine does.`,
    ],
    tables: [speeds(measured), await memory(at('log.csv'), at('large.csv'))],
  }
}

async function measure(format: string, path: string, runs: number): Promise<Measured> {
  const ask = (what: Given['what']) =>
    work<Done>(new URL('./work.ts', import.meta.url), { path, what, runs: runs + 1 } satisfies Given)
  const [bytes, read, imported] = [await ask('bytes'), await ask('read'), await ask('import')]
  if (read.found !== imported.found)
    throw new RangeError(`${format}: ${read.found} events were read and ${imported.found} stored`)
  return {
    format,
    events: read.found,
    bytes: (await stat(path)).size,
    // The first run warms up.
    plain: summed(bytes.seconds.slice(1)),
    reading: summed(read.seconds.slice(1)),
    importing: summed(imported.seconds.slice(1)),
    importingBusy: summed(imported.busy.slice(1)),
  }
}

function speeds(measured: readonly Measured[]): Table {
  return {
    caption: `Events a second; aim: CSV at ${count(csvAim)} or more`,
    head: [
      'format',
      'file',
      'import',
      'import, events/s',
      'of the processor',
      'reader',
      'reader, events/s',
      'bytes',
      'reader : bytes',
      'import : reader',
      'aim',
    ],
    rows: measured.map(({ format, events, bytes, plain, reading, importing, importingBusy }) => [
      format,
      megabytes(bytes),
      `${seconds(importing.median)} (${range(importing)})`,
      count(events / importing.median),
      seconds(importingBusy.median),
      `${seconds(reading.median)} (${range(reading)})`,
      count(events / reading.median),
      seconds(plain.median),
      times(reading.median / plain.median),
      times(importing.median / reading.median),
      format === 'CSV' ? met(events / importing.median >= csvAim) : '',
    ]),
  }
}

/** A gigabyte through the reader, in a process that does nothing else. */
async function memory(csv: string, large: string): Promise<Table> {
  const bytes = await grow(csv, large, 2 ** 30)
  const read = await work<Done>(new URL('./work.ts', import.meta.url), {
    path: large,
    what: 'read',
    runs: 1,
  } satisfies Given)
  await remove(large)
  const [taken = Number.NaN] = read.seconds
  return {
    caption: `Memory of the reader at its highest, resident, Node included; aim: under ${megabytes(memoryAim)}`,
    head: ['file', 'events', 'time', 'events/s', 'memory', 'aim'],
    rows: [
      [
        `CSV of ${megabytes(bytes)}`,
        count(read.found),
        seconds(taken),
        count(read.found / taken),
        megabytes(read.peakBytes),
        met(read.peakBytes < memoryAim),
      ],
    ],
  }
}
