import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackedUpFile } from './manifest.ts'

/** Every file below a folder, as paths within it with forward slashes, in their order. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
}

/** Copies a folder's files. Where the file system can, a copy shares its blocks with the file until either changes. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.isDirectory()) await copyFolder(join(from, entry.name), join(to, entry.name))
    else if (entry.isFile()) await copyFile(join(from, entry.name), join(to, entry.name), constants.COPYFILE_FICLONE)
  }
}

const pieceBytes = 256 << 10

/** Its size and its checksum; with `sync` it is on the disk when this returns. */
export async function checked(
  folder: string,
  path: string,
  options: { readonly sync: boolean },
): Promise<BackedUpFile> {
  const file = await open(join(folder, path), options.sync ? 'r+' : 'r')
  try {
    const hash = createHash('sha256')
    const piece = Buffer.alloc(pieceBytes)
    let bytes = 0
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, pieceBytes)
      if (bytesRead === 0) break
      hash.update(piece.subarray(0, bytesRead))
      bytes += bytesRead
    }
    if (options.sync) await file.datasync()
    return { path, bytes, sha256: hash.digest('hex') }
  } finally {
    await file.close()
  }
}
