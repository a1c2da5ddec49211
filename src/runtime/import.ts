import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Profile, Refusal } from '../event/index.ts'
import type { Appended, Warehouse } from '../store/index.ts'
import type { InputFile } from './file.ts'
import type { Piece } from './messages.ts'
import { ImportProblem } from './problem.ts'

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

/**
 * The reading begins at once, also while the store is still being opened.
 * @throws ImportProblem, ReadProblem, StoreProblem: nothing of the file is in the store then, or all of it after a second try.
 */
export async function importFile(
  warehouse: Warehouse | Promise<Warehouse>,
  file: InputFile,
  profile: Profile,
  options: ImportOptions = {},
): Promise<Appended> {
  const pieces = file.read(profile, options.signal)
  let bytesRead = 0
  const list = new RefusalList(options.refusedFile)
  const share = (): number => (file.bytes === 0 ? 1 : Math.min(1, bytesRead / file.bytes))
  const note = async (piece: Piece): Promise<void> => {
    bytesRead = piece.bytesRead
    await list.add(piece.refused)
    for (const refusal of piece.refused) options.onRefused?.(refusal)
  }
  try {
    const to = await warehouse
    if (options.replace) await to.remove(file.fingerprint)
    return await to.append(
      { name: file.name, fingerprint: file.fingerprint },
      noting(pieces, note, options.strict ?? false),
      ({ phase, read: rows, refused }) => options.onProgress?.({ phase, read: rows, refused, progress: share() }),
      options.signal ? { signal: options.signal } : {},
    )
  } finally {
    await list.close()
  }
}

async function* noting(
  pieces: AsyncIterable<Piece>,
  note: (piece: Piece) => Promise<void>,
  isStrict: boolean,
): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    const [first] = piece.refused
    if (isStrict && first !== undefined) {
      throw new ImportProblem(
        'row-refused',
        `${first.file}:${first.line}: ${first.field} "${first.value}": ${first.reason}`,
        'Mend the row, or import without --strict, which leaves such rows out and lists them. Nothing was kept.',
      )
    }
    await note(piece)
    yield piece
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
