import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { ConnectorOf, Profile } from '../../event/index.ts'
import { lacks } from '../../event/reading.ts'
import { readBulk } from '../bulk.ts'
import { ImportProblem } from '../problem.ts'
import { polling } from './poll.ts'
import { ConnectProblem, type Sink, type Source } from './source.ts'

type Folder = ConnectorOf<'folder'>

/** What is being written by those who rename it when it is whole. */
const unfinished = /^\.|\.(part|tmp|crdownload|filepart)$/i
const nothingGiven: Profile = { throughline: 'import/1', fields: {} }

/**
 * Files dropped into a folder are imported once, each when it has not changed for a while. They are read by the import reader and go
 * through the log; what died between importing and remembering is read again and adds nothing, as ids are made from what a row says.
 */
export function folderSource({ settings, ...rest }: Folder, sink: Sink): Source {
  const wanted = patternOf(settings.files)
  const seen = new Map<string, { readonly stamp: string; readonly at: number }>()
  return polling(settings.every, sink, async (signal) => {
    const done = await sink.items()
    for (const name of await namesIn(settings.path)) {
      if (signal.aborted) return
      if (unfinished.test(name) || !wanted.test(name)) continue
      const stamp = await stampOf(join(settings.path, name))
      if (stamp === null || done.get(name) === stamp || !isStill(seen, name, stamp, settings.still * 1000)) continue
      await takeIn(name, { settings, ...rest }, sink, signal)
      seen.delete(name)
      if (settings.moveTo === undefined) await sink.remember(name, stamp)
      else await move(settings.path, name, settings.moveTo)
    }
  })
}

/** A size and a time of change that have been the same for so long: whoever wrote it has written it all. */
function isStill(
  seen: Map<string, { readonly stamp: string; readonly at: number }>,
  name: string,
  stamp: string,
  milliseconds: number,
): boolean {
  const before = seen.get(name)
  if (before?.stamp === stamp) return performance.now() - before.at >= milliseconds
  seen.set(name, { stamp, at: performance.now() })
  return false
}

async function takeIn(name: string, connector: Folder, sink: Sink, signal: AbortSignal): Promise<void> {
  const given = connector.import ?? nothingGiven
  const how = {
    name,
    given,
    received: Date.now() * 1000,
    signal,
    ...(lacks(given).length === 0 ? { profile: given } : {}),
  }
  try {
    for await (const batch of readBulk(join(connector.settings.path, name), how)) await sink.takeRead(batch, signal)
  } catch (error) {
    if (signal.aborted || !isOfTheFile(error)) throw error
    await sink.unreadable(name, error.message)
  }
}

/** A file that cannot be read now will not be read later either; a store that fails may. */
function isOfTheFile(error: unknown): error is Error {
  return error instanceof ImportProblem || (error instanceof Error && error.name === 'ReadProblem')
}

async function namesIn(path: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ConnectProblem(`The folder ${path} cannot be read: ${why}.`, 'Make it, or name another in the connector.')
  }
}

/** Null: it went away meanwhile. */
async function stampOf(path: string): Promise<string | null> {
  try {
    const { size, mtimeMs } = await stat(path)
    return `${size}:${mtimeMs}`
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
}

/** Beside one of the same name it gets a number. */
async function move(from: string, name: string, to: string): Promise<void> {
  const folder = isAbsolute(to) ? to : join(from, to)
  await mkdir(folder, { recursive: true })
  for (let number = 0; ; number++) {
    const target = join(folder, number === 0 ? name : `${number}-${name}`)
    if ((await stampOf(target)) !== null) continue
    await rename(join(from, name), target)
    return
  }
}

function patternOf(files: string): RegExp {
  const text = files
    .split('*')
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${text}$`, 'i')
}
