import { existsSync } from 'node:fs'

/** `[map] [file]`, where a first argument that is a file of events stands for the file: the map may be left out. */
export function mapAndFile(
  first: string | undefined,
  second: string | undefined,
): { readonly map: string | undefined; readonly file: string | undefined } {
  const isEvents = first !== undefined && second === undefined && existsSync(first) && !/\.ya?ml$/i.test(first)
  return isEvents ? { map: undefined, file: first } : { map: first, file: second }
}
