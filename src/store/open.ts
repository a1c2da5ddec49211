import { access, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { takeLock } from './lock/lock.ts'
import type { Ledger, Store } from './ports.ts'
import { folderUnusable, StoreProblem } from './problem.ts'
import { openWarehouse } from './warehouse/open.ts'

export interface OpenOptions {
  /** refuses to make a folder or to take in events; the folder is still this process's alone while it is open */
  readonly readonly?: boolean
}

/**
 * Opens a data folder, making it where there is none. It belongs to this process until it is closed.
 * @throws StoreProblem `folder-in-use`, `folder-newer`, `folder-missing`, `folder-unusable`.
 */
export async function openStore(dir: string, options: OpenOptions = {}): Promise<Store> {
  const folder = resolve(dir)
  const isReadonly = options.readonly ?? false
  if (isReadonly) await assertThere(folder)
  await makeFolder(folder).catch((cause: unknown) => {
    throw folderUnusable(folder, cause)
  })
  const lock = await takeLock(folder, new Date())
  try {
    const warehouse = await openWarehouse(folder, isReadonly)
    let ledger: Promise<Ledger> | undefined
    let closing: Promise<void> | undefined
    const close = async () => {
      await (await ledger?.catch(() => undefined))?.close() // who opened it has seen why it could not be
      await warehouse.close()
      await lock.release()
    }
    return {
      dir: folder,
      warehouse,
      ledger: () => (ledger ??= ledgerOf(folder)),
      announce: (url) => lock.announce(url),
      close: () => (closing ??= close()),
    }
  } catch (cause) {
    await lock.release()
    throw cause
  }
}

/** Its code is read only when it is asked for: most commands ask events alone, and it is a third of all modules. */
async function ledgerOf(folder: string): Promise<Ledger> {
  const { openLedger } = await import('./ledger/open.ts')
  return openLedger(folder)
}

/** One folder at a time: asked to make them all, the machine's own way goes round for ever where none can be made (/proc). */
async function makeFolder(folder: string): Promise<void> {
  const made = await tryToMake(folder)
  if (made === 'done') return
  await makeFolder(dirname(folder))
  const again = await tryToMake(folder)
  if (again !== 'done') throw again
}

async function tryToMake(folder: string): Promise<'done' | Error> {
  try {
    await mkdir(folder)
    return 'done'
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    if (error.code === 'EEXIST' && (await stat(folder)).isDirectory()) return 'done'
    if (error.code === 'ENOENT' && dirname(folder) !== folder) return error
    throw error
  }
}

/** A store for one command, gone when it is closed. */
export async function openTemporaryStore(): Promise<Store> {
  const dir = await mkdtemp(join(tmpdir(), 'throughline-'))
  const store = await openStore(dir)
  let closing: Promise<void> | undefined
  const close = async () => {
    await store.close()
    await rm(dir, { recursive: true, force: true })
  }
  return { ...store, close: () => (closing ??= close()) }
}

async function assertThere(dir: string): Promise<void> {
  await access(join(dir, 'warehouse')).catch((cause: unknown) => {
    throw new StoreProblem(
      'folder-missing',
      `There is no data in ${dir}.`,
      'Import a file first, or name the folder with --data.',
      cause,
    )
  })
}
