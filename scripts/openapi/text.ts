import { readFileSync } from 'node:fs'
import { documentOf } from '../../src/api/index.ts'
import { answersOf } from './answers.ts'

/** The document as it is kept. */
export function openApiText(): string {
  const said: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const version = typeof said === 'object' && said !== null && 'version' in said ? String(said.version) : ''
  return `${JSON.stringify(documentOf(answersOf(), version), null, 1)}\n`
}
