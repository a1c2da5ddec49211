import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import type { Profile, Refusal } from '../../event/index.ts'
import { importFile, joinImported, startThread } from '../../runtime/index.ts'
import type { Store, Warehouse } from '../../store/index.ts'
import { type Answerer, openAnswerer } from '../answerer.ts'
import { withData } from '../data.ts'
import { print } from '../output.ts'
import { ProgressLine } from '../progress.ts'
import { assertReadable, describeProposal } from '../proposal-text.ts'
import { openReading, type Reading, type ReadingOptions, withReading } from '../reading.ts'
import { interruptible } from '../signal.ts'
import { count } from '../table.ts'
import type { Taking } from '../taking.ts'
import { uploadFile } from '../upload.ts'

interface ImportOptions extends ReadingOptions {
  readonly data: string
  readonly json?: boolean
  readonly strict?: boolean
  readonly replace?: boolean
  readonly dryRun?: boolean
  readonly saveProfile?: string
}

/** What `import --json` answers (DESIGN 7). */
export interface Imported {
  files: number
  read: number
  written: number
  duplicates: number
  refused: Refusal[]
  seconds: number
}

/** Refusals are all in a file; an answer carries the first of them. */
const shownRefusals = 1000

export function importCommand(): Command {
  const command = new Command('import')
    .description(
      'take events from files into the store: CSV, TSV, JSON lines, Parquet, XES, OCEL 2.0 JSON; gzipped or not',
    )
    .argument('<file...>', 'the files')
    .option('--strict', 'refuse the whole file at its first bad row')
    .option('--replace', 'first take out what this file brought before, perhaps read another way')
    .option('--dry-run', 'show how the file would be read, and take in nothing')
    .option('--save-profile <file>', 'write down how the file was read, for the next time')
  return withData(withReading(command)).action(async (files: string[], options: ImportOptions) => {
    if (options.dryRun) return dryRun(files, options)
    startThread()
    const answerer = await openAnswerer(options.data)
    try {
      await print(await importAll(files, options, answerer), options)
    } finally {
      await answerer.close()
    }
  })
}

async function dryRun(files: readonly string[], options: ImportOptions): Promise<void> {
  for (const path of files) {
    const reading = await openReading(path, options)
    await reading.file.close()
    await saveProfile(options, reading.proposal.profile)
    await print({ json: reading.proposal, text: describeProposal(reading) }, options)
  }
}

async function saveProfile(options: ImportOptions, profile: Profile): Promise<void> {
  if (options.saveProfile === undefined) return
  const { printProfile } = await import('../../event/index.ts')
  await writeFile(options.saveProfile, printProfile(profile))
}

async function importAll(files: readonly string[], options: ImportOptions, answerer: Answerer) {
  const started = performance.now()
  const sum: Imported = { files: 0, read: 0, written: 0, duplicates: 0, refused: [], seconds: 0 }
  let refused = 0
  const lists: string[] = []
  for (const path of files) {
    const reading = await openReading(path, options).catch((error: unknown) => {
      sayWritten(sum, path)
      throw error
    })
    try {
      say(options, describeProposal(reading))
      assertReadable(reading)
      await saveProfile(options, reading.proposal.profile)
      const done = await importOne(reading, options, answerer)
      sum.files += 1
      sum.read += done.read
      sum.written += done.written
      sum.duplicates += done.duplicates
      refused += done.refused
      sum.refused.push(...done.refusals.slice(0, shownRefusals - sum.refused.length))
      if (done.list !== null) lists.push(done.list)
      sayReadAnotherWay(path, done)
    } catch (error) {
      sayWritten(sum, path)
      throw error
    } finally {
      await reading.file.close()
    }
  }
  sum.seconds = Math.round(performance.now() - started) / 1000
  return { json: sum, text: summary(sum, refused, lists, options.data) }
}

/** Where a later file fails, what the earlier ones brought is not passed over. */
function sayWritten(sum: Imported, path: string): void {
  if (sum.files === 0) return
  process.stderr.write(
    `before ${path}: ${count(sum.written)} events of ${count(sum.files)} files were written, and stay\n`,
  )
}

/** The same file read another way is other events: both are held then, which is hardly what was meant. */
function sayReadAnotherWay(path: string, { earlier, duplicates }: Done): void {
  if (earlier <= duplicates) return
  process.stderr.write(
    `${path} was imported before and read another way: ${count(earlier - duplicates)} events of then are still there beside these. Run it again with --replace to take them out.\n`,
  )
}

function say(options: ImportOptions, text: string): void {
  if (!options.json) process.stderr.write(`${text}\n\n`)
}

interface Done {
  readonly read: number
  readonly earlier: number
  readonly written: number
  readonly duplicates: number
  readonly refused: number
  readonly refusals: readonly Refusal[]
  readonly list: string | null
}

async function importOne(reading: Reading, options: ImportOptions, answerer: Answerer): Promise<Done> {
  const { signal, release } = interruptible(
    'The import was stopped. What it had read is not kept; run it again and nothing is taken in twice.',
  )
  const line = new ProgressLine(process.stderr)
  const taking = { strict: options.strict ?? false, replace: options.replace ?? false, signal, line }
  try {
    return answerer.store === null
      ? await uploadFile(reading, answerer, taking)
      : await importTo(answerer.store, reading, taking)
  } finally {
    line.clear()
    release()
  }
}

async function importTo(store: Store, reading: Reading, taking: Taking): Promise<Done> {
  const list = join(store.dir, 'imports', `${reading.file.name}.refused.csv`)
  const done = await importHere(reading, store.warehouse, taking, list)
  if (done.written > 0) await joinImported(store, reading.file.fingerprint)
  return { ...done, list: done.refused > 0 ? list : null }
}

/** @param warehouse may still be on its way: the file is read meanwhile */
export async function importHere(
  { file, proposal }: Reading,
  warehouse: Warehouse | Promise<Warehouse>,
  { strict, replace, signal, line }: Taking,
  refusedFile?: string,
): Promise<Omit<Done, 'list'>> {
  const refusals: Refusal[] = []
  const done = await importFile(warehouse, file, proposal.profile, {
    strict,
    replace,
    signal,
    ...(refusedFile === undefined ? {} : { refusedFile }),
    onProgress: ({ phase, read, refused, progress }) =>
      line.show(
        progress,
        `${phase} ${file.name}: ${count(read)} events${refused > 0 ? `, ${count(refused)} refused` : ''}`,
      ),
    onRefused: (refusal) => {
      if (refusals.length < shownRefusals) refusals.push(refusal)
    },
  })
  return { ...done, refusals }
}

function summary(sum: Imported, refused: number, lists: readonly string[], data: string): string {
  const inFolder = data === '.throughline' ? '' : ` --data ${data}`
  const lines = [
    `${count(sum.read)} rows read, ${count(sum.written)} events written, ${count(sum.duplicates)} already there, ${count(refused)} refused, in ${sum.seconds.toFixed(1)} s`,
    ...sum.refused.slice(0, 5).map((row) => `  ${row.file}:${row.line}  ${row.field} "${row.value}": ${row.reason}`),
    ...(refused > 5 ? [`  … and ${count(refused - 5)} more`] : []),
    ...lists.map((list) => `  all refused rows: ${list}`),
    '',
    `Next: npx throughline discover --save${inFolder}, then npx throughline serve${inFolder}`,
  ]
  return lines.join('\n')
}
