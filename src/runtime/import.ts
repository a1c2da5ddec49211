import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { lacks, type Profile, type Proposal, propose, type Refusal, read, type SourceFile } from '../event/index.ts'
import type { Appended, Batch, Warehouse } from '../store/index.ts'
import type { InputFile } from './file.ts'
import { ImportProblem } from './problem.ts'

/** How the file would be read, with what `given` already says taken as said. */
export function proposeFile(file: InputFile, given?: Profile): Promise<Proposal> {
  return propose(sourceFile(file), given)
}

export interface ImportOptions {
  /** where every refused row is listed, as CSV; made only when one is refused */
  readonly refusedFile?: string
  /** the first refused row ends the import with nothing kept */
  readonly strict?: boolean
  /** what the file brought before, perhaps read another way, is taken out first */
  readonly replace?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ImportProgress) => void
  readonly onRefused?: (refusal: Refusal) => void
}
export interface ImportProgress {
  readonly phase: 'reading' | 'storing'
  readonly read: number
  readonly refused: number
  /** share of the file's bytes that were read */
  readonly progress: number
}

/** @throws ImportProblem, ReadProblem, StoreProblem: nothing of the file is in the store then, or all of it after a second try. */
export async function importFile(
  warehouse: Warehouse,
  file: InputFile,
  profile: Profile,
  options: ImportOptions = {},
): Promise<Appended> {
  assertComplete(file, profile)
  let bytesRead = 0
  const source = sourceFile(file, options.signal, (bytes) => {
    bytesRead = bytes
  })
  const list = new RefusalList(options.refusedFile)
  const share = (): number => (file.bytes === 0 ? 1 : Math.min(1, bytesRead / file.bytes))
  try {
    if (options.replace) await warehouse.remove(file.fingerprint)
    return await warehouse.append(
      { name: file.name, fingerprint: file.fingerprint },
      noting(read(source, profile), list, options),
      ({ phase, read: rows, refused }) => options.onProgress?.({ phase, read: rows, refused, progress: share() }),
      options.signal ? { signal: options.signal } : {},
    )
  } finally {
    await list.close()
  }
}

function assertComplete(file: InputFile, profile: Profile): void {
  const missing = lacks(profile)
  if (missing.length === 0) return
  throw new ImportProblem(
    'mapping-incomplete',
    `${file.name}: ${missing.map((lack) => lack.says).join('; ')}.`,
    `${missing.map((lack) => lack.remedy).join('. ')}.`,
  )
}

async function* noting(
  batches: AsyncIterable<Batch>,
  list: RefusalList,
  options: ImportOptions,
): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    const [first] = batch.refused
    if (options.strict && first !== undefined) {
      throw new ImportProblem(
        'row-refused',
        `${first.file}:${first.line}: ${first.field} "${first.value}": ${first.reason}`,
        'Mend the row, or import without --strict, which leaves such rows out and lists them. Nothing was kept.',
      )
    }
    await list.add(batch.refused)
    for (const refusal of batch.refused) options.onRefused?.(refusal)
    yield batch
  }
}

/** Every refused row as a line of CSV, in a file that is there only when there is something in it. */
class RefusalList {
  readonly #path: string | undefined
  #file: FileHandle | undefined

  constructor(path: string | undefined) {
    this.#path = path
  }

  async add(refused: readonly Refusal[]): Promise<void> {
    if (this.#path === undefined || refused.length === 0) return
    if (this.#file === undefined) {
      await mkdir(dirname(this.#path), { recursive: true })
      this.#file = await open(this.#path, 'w')
      await this.#file.write('file,line,field,value,reason\n')
    }
    await this.#file.write(
      refused
        .map((row) => `${[row.file, row.line, row.field, row.value, row.reason].map(csvCell).join(',')}\n`)
        .join(''),
    )
  }

  async close(): Promise<void> {
    await this.#file?.close()
  }
}

/** Quoted, and kept from being a formula where a spreadsheet opens it. */
function csvCell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function sourceFile(file: InputFile, signal?: AbortSignal, onRead?: (bytes: number) => void): SourceFile {
  return {
    name: file.name,
    stream: () => file.stream(signal, onRead),
    ...(file.isGzipped ? {} : { random: () => file.random() }),
  }
}
