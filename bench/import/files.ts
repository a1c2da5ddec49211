import { createWriteStream } from 'node:fs'
import { copyFile, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { work } from '../child.ts'
import { type LogRow, logOf } from './log.ts'

/** Cases that run side by side in a file that is in the order of time. */
const abreast = 2_000

export async function writeTable(path: string, events: number, delimiter: string): Promise<void> {
  await write(path, delimited(logOf(events, abreast), delimiter))
}

function* delimited(rows: Iterable<LogRow>, delimiter: string): Generator<string> {
  yield `${['case_id', 'activity', 'timestamp', 'channel', 'agent', 'amount'].join(delimiter)}\n`
  for (const row of rows)
    yield `${[row.case, row.name, row.at, row.channel, row.agent, row.amount.toFixed(2)].join(delimiter)}\n`
}

export async function writeJsonLines(path: string, events: number): Promise<void> {
  await write(path, jsonLines(logOf(events, abreast)))
}

function* jsonLines(rows: Iterable<LogRow>): Generator<string> {
  for (const { case: id, name, at, channel, agent, amount } of rows)
    yield `${JSON.stringify({ case_id: id, activity: name, timestamp: at, channel, agent, amount })}\n`
}

/** The engine writes it, from a CSV of the same rows. */
export async function writeParquet(path: string, csv: string): Promise<void> {
  const text = (file: string) => `'${file.replaceAll("'", "\\'")}'`
  await work(new URL('./parquet-work.ts', import.meta.url), {
    sql: `INSERT INTO FUNCTION file(${text(path)}, Parquet) SELECT case_id, activity, toDateTime64(parseDateTime64BestEffort(timestamp, 3, 'UTC'), 3, 'UTC') AS timestamp, channel, agent, amount
      FROM file(${text(csv)}, CSVWithNames, 'case_id String, activity String, timestamp String, channel String, agent String, amount Float64')`,
  })
}

/** As much on each event as the public logs have. */
export async function writeXes(path: string, events: number): Promise<void> {
  await write(path, xes(logOf(events, 1)))
}

function* xes(rows: Iterable<LogRow>): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8" ?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n'
  let last = ''
  for (const row of rows) {
    if (row.case !== last) {
      if (last !== '') yield '\t</trace>\n'
      yield `\t<trace>\n\t\t<string key="concept:name" value="${row.case}"/>\n\t\t<string key="AMOUNT_REQ" value="${row.amount}"/>\n`
      last = row.case
    }
    yield `\t\t<event>\n\t\t\t<string key="org:resource" value="${row.agent}"/>\n\t\t\t<string key="lifecycle:transition" value="COMPLETE"/>\n\t\t\t<string key="concept:name" value="${row.name}"/>\n\t\t\t<date key="time:timestamp" value="${row.at}"/>\n\t\t</event>\n`
  }
  yield '\t</trace>\n</log>\n'
}

export async function writeOcel(path: string, events: number): Promise<void> {
  await write(path, ocel(events))
}

/** Objects first, as exporters write them; the log is told twice from the same seed. */
function* ocel(events: number): Generator<string> {
  yield '{"objectTypes":[{"name":"application","attributes":[]}],"eventTypes":[],"objects":['
  let comma = ''
  const seen = new Set<string>()
  for (const { case: id } of logOf(events, abreast)) {
    if (seen.has(id)) continue
    seen.add(id)
    yield `${comma}{"id":"${id}","type":"application"}`
    comma = ',\n'
  }
  yield '],"events":['
  comma = ''
  let n = 0
  for (const { case: id, name, at, channel, agent, amount } of logOf(events, abreast)) {
    const attributes = Object.entries({ channel, agent, amount }).map(([key, value]) => ({ name: key, value }))
    const event = {
      id: `e${++n}`,
      type: name,
      time: at,
      attributes,
      relationships: [{ objectId: id, qualifier: 'of' }],
    }
    yield comma + JSON.stringify(event)
    comma = ',\n'
  }
  yield ']}\n'
}

export async function gzip(from: string, to: string): Promise<void> {
  const file = await open(from)
  await pipeline(file.createReadStream(), createGzip(), createWriteStream(to))
}

/** The rows of a CSV again and again, until it has so many bytes. */
export async function grow(csv: string, to: string, bytes: number): Promise<number> {
  await copyFile(csv, to)
  const head = (await open(csv)).createReadStream({ end: 4_000 })
  let header = 0
  for await (const chunk of head) header ||= Buffer.from(chunk).indexOf('\n') + 1
  const once = (await stat(csv)).size
  for (let size = once; size < bytes; size += once - header)
    await pipeline((await open(csv)).createReadStream({ start: header }), createWriteStream(to, { flags: 'a' }))
  return (await stat(to)).size
}

export const remove = (path: string) => rm(path, { force: true })
export const inFolder = (folder: string, name: string) => join(folder, name)

async function write(path: string, pieces: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(inLargePieces(pieces)), createWriteStream(path))
}

function* inLargePieces(pieces: Iterable<string>): Generator<Buffer> {
  let held: string[] = []
  for (const piece of pieces) {
    held.push(piece)
    if (held.length < 5_000) continue
    yield Buffer.from(held.join(''))
    held = []
  }
  yield Buffer.from(held.join(''))
}
