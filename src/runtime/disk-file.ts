import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { RandomAccess } from '../event/reading.ts'
import { ImportProblem } from './problem.ts'

/** A file on this machine as the readers take it: bytes already unpacked, and random access for Parquet. */
export interface DiskFile {
  /** without the folder and without .gz */
  readonly name: string
  readonly bytes: number
  readonly isGzipped: boolean
  /** the same for the same content */
  readonly fingerprint: string
  /** unpacked bytes, from the start whenever asked; `onRead` is told how many bytes of the file itself were read */
  stream(signal?: AbortSignal, onRead?: (bytes: number) => void): AsyncIterable<Uint8Array>
  random(): RandomAccess
  close(): Promise<void>
}

/** @throws ImportProblem when there is no such file, or it cannot be read. */
export async function openDiskFile(path: string, name = basename(path)): Promise<DiskFile> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new ImportProblem(
      'no-such-file',
      `There is no file ${path} that can be read.`,
      'Check the path and the rights on it.',
      cause,
    )
  })
  if (info.isDirectory()) {
    throw new ImportProblem(
      'no-such-file',
      `${path} is a folder.`,
      'Name the files in it, for example with a * after the folder.',
    )
  }
  const handle = await open(path, 'r')
  const head = await readAt(handle, 0, 2)
  const isGzipped = head[0] === 0x1f && head[1] === 0x8b
  return {
    name: isGzipped ? name.replace(/\.gz$/i, '') : name,
    bytes: info.size,
    isGzipped,
    fingerprint: await fingerprint(handle, info.size),
    stream: (signal, onRead) => streamOf({ path, name, isGzipped }, signal, onRead),
    random: () => ({
      byteLength: info.size,
      slice: async (start, end = info.size) => toArrayBuffer(await readAt(handle, start, end - start)),
    }),
    close: () => handle.close(),
  }
}

type Handle = Awaited<ReturnType<typeof open>>

async function readAt(handle: Handle, start: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length)
  const { bytesRead } = await handle.read(buffer, 0, length, start)
  return buffer.subarray(0, bytesRead)
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(copy).set(bytes)
  return copy
}

/** Size and content; all of it up to 64 MB, beyond that 64 slices of 1 MB, which tells files of one export apart. */
async function fingerprint(handle: Handle, size: number): Promise<string> {
  const slice = 1 << 20
  const slices = Math.min(64, Math.ceil(size / slice))
  const hash = createHash('sha256').update(String(size))
  for (let i = 0; i < slices; i++) {
    const start = slices < 64 ? i * slice : Math.floor((i * (size - slice)) / 63)
    hash.update(await readAt(handle, start, slice))
  }
  return hash.digest('hex')
}

interface Opened {
  readonly path: string
  readonly name: string
  readonly isGzipped: boolean
}

async function* streamOf(
  file: Opened,
  signal?: AbortSignal,
  onRead?: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const raw = createReadStream(file.path, { highWaterMark: 1 << 20, ...(signal ? { signal } : {}) })
  const unpacked = file.isGzipped ? raw.pipe(createGunzip({ chunkSize: 1 << 20 })) : raw
  if (file.isGzipped) raw.on('error', (error) => unpacked.destroy(error))
  try {
    for await (const chunk of unpacked) {
      if (chunk instanceof Uint8Array) yield chunk
      onRead?.(raw.bytesRead)
    }
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw brokenFile(file, cause)
  } finally {
    raw.destroy()
  }
}

function brokenFile(file: Opened, cause: unknown): ImportProblem {
  const why = cause instanceof Error ? cause.message : String(cause)
  return file.isGzipped
    ? new ImportProblem(
        'broken-file',
        `${file.name} cannot be unpacked: ${why}.`,
        'It is cut short or damaged; fetch it again.',
        cause,
      )
    : new ImportProblem('broken-file', `${file.name} cannot be read: ${why}.`, 'Check the disk it is on.', cause)
}
