import { existsSync } from 'node:fs'
import type { Command } from 'commander'

/** `[map] [file]`, as every question takes them. */
export function withMapAndFile(command: Command): Command {
  return command
    .argument('[map]', 'a map file (YAML), or the id of a map that is kept; without it each event name is a step')
    .argument('[file]', 'a file of events; without it the data folder is asked')
}

/** Where a first argument alone is a file of events it stands for the file: the map may be left out. */
export function mapAndFile(
  first: string | undefined,
  second: string | undefined,
): { readonly map: string | undefined; readonly file: string | undefined } {
  const isEvents = first !== undefined && second === undefined && existsSync(first) && !/\.ya?ml$/i.test(first)
  return isEvents ? { map: undefined, file: first } : { map: first, file: second }
}
