import { ReadProblem } from '../problem.ts'
import type { Profile } from '../profile.ts'
import { isLifecycle, namedColumns } from './slots.ts'

/** Names as the header has them; an empty one is called by its place, and one that comes again gets a number. */
export function columnNames(header: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return header.map((cell, i) => {
    const plain = cell.trim() === '' ? `column ${i + 1}` : cell.trim()
    let name = plain
    for (let n = 2; seen.has(name); n++) name = `${plain} (${n})`
    seen.add(name)
    return name
  })
}

/** Some programs end every row with delimiters that name nothing. */
export function isPadded(cells: readonly string[], width: number): boolean {
  if (cells.length < width) return false
  for (let i = width; i < cells.length; i++) if (cells[i] !== '') return false
  return true
}

export function assertColumns(columns: readonly string[], profile: Profile, file: string): void {
  const wanted = namedColumns(profile)
  for (const { column, by } of wanted) {
    if (columns.includes(column)) continue
    const says = `there is no column "${column}", which ${by} is to be read from`
    throw new ReadProblem({
      code: 'no-such-column',
      file,
      line: 1,
      says,
      remedy: `Its columns are ${columns.join(', ')}`,
    })
  }
  if (profile.lifecycle === undefined || columns.some(isLifecycle)) return
  const says = `there is no column "lifecycle:transition" to find "${profile.lifecycle}" in`
  throw new ReadProblem({ code: 'no-such-column', file, line: 1, says, remedy: 'Leave out --lifecycle' })
}
