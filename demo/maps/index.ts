import { readFileSync } from 'node:fs'

const files = ['opening.map.yaml', 'help.map.yaml', 'ninety-days.map.yaml'] as const

/** The bank's journey maps as map/1 text, the widest journey first. */
export function demoMaps(): string[] {
  return files.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
}
