import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The part of the engine's own file system that is completed here. */
interface NodeFiles {
  realPath(node: unknown): string
  readonly stream_ops: { fsync?: (stream: { readonly nfd?: number; readonly node: unknown }) => void }
}

/**
 * PostgreSQL in the process comes with `fsync` switched off, and over files that ignore it: what it acknowledged outlives the
 * process, not the power. Here both are put right, so that a commit is on the disk when it is answered.
 */
class SyncedFiles extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...given)
    const sync = (module: object) => {
      if ('NODEFS' in module) completed(module.NODEFS as NodeFiles)
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), sync] } }
  }
}

function completed(files: NodeFiles): void {
  files.stream_ops.fsync = ({ nfd, node }) => {
    if (nfd !== undefined) return fdatasyncSync(nfd)
    const folder = openSync(files.realPath(node), 'r') // a folder is kept open by nobody
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  }
}

/** Opens the database in a folder, making it where there is none. */
export function openDurable(dir: string): Promise<PGlite> {
  const options: PGliteOptions = {
    fs: new SyncedFiles(dir),
    // `-F` is what switches it off. Of the ways to sync, `fsync` alone reaches the file system above.
    startParams: [...PGlite.defaultStartParams.filter((one) => one !== '-F'), '-c', 'wal_sync_method=fsync'],
  }
  return PGlite.create(options)
}
