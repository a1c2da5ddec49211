import type { Stage } from '../../map/index.ts'

/** The smallest map that parses, for someone to draw on: one phase, one step. */
export function starterMap(title: string, taken: readonly string[], stage: Stage = 'need'): string {
  return [
    'throughline: map/1',
    `id: ${freeId(title, taken)}`,
    `title: ${JSON.stringify(title)}`,
    'state: as-is',
    'phases:',
    '  - id: first-phase',
    '    title: First phase',
    `    stage: ${stage}`,
    '    steps:',
    '      - id: first-step',
    '        title: First step',
    '',
  ].join('\n')
}

/** A kebab-case id from the title that no other map has. */
export function freeId(title: string, taken: readonly string[]): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const base = /^[a-z]/.test(plain) ? plain : `journey${plain ? `-${plain}` : ''}`
  let id = base
  for (let n = 2; taken.includes(id); n += 1) id = `${base}-${n}`
  return id
}
