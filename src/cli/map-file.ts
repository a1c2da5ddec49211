import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parseMap } from '../map/index.ts'
import { CommandProblem } from './problem.ts'

export async function readMap(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw new CommandProblem(
      isMissing
        ? `There is no map file ${file}.`
        : `The map file ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Check the path and the rights on it.',
    )
  })
}

/** @throws CommandProblem with every problem's line and column */
export async function readSoundMap(file: string): Promise<string> {
  const text = await readMap(file)
  const parsed = parseMap(text)
  if (parsed.ok) return text
  const lines = parsed.problems.map(
    ({ line, column, says, remedy }) => `  ${file}:${line}:${column}  ${says}: ${remedy}`,
  )
  throw new CommandProblem(
    `The map has ${lines.length === 1 ? 'a problem' : `${lines.length} problems`}:\n${lines.join('\n')}`,
    'Mend them; npx throughline lint shows them again.',
  )
}

/**
 * The text of a map file; null where it is the id of a map that is kept, or none is named.
 */
export async function mapText(map: string | undefined): Promise<string | null> {
  return map !== undefined && isMapFile(map) ? readSoundMap(map) : null
}

/** What is written like a path is one, so that a file that is not there is said to be missing. */
export function isMapFile(map: string): boolean {
  return existsSync(map) || /\.ya?ml$/i.test(map) || map.includes('/')
}
