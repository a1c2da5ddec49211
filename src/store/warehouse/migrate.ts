import { StoreProblem } from '../problem.ts'
import type { Session } from './engine.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'

/**
 * Brings the warehouse to this version's shape. A migration cut short is run again from its start: its tables are made
 * `IF NOT EXISTS` by what it leaves behind being dropped first only when it never finished.
 * @throws StoreProblem `folder-newer` when a newer version has been here.
 */
export async function migrate(session: Session, dir: string, steps: readonly Migration[] = migrations): Promise<void> {
  await session.run({
    sql: `CREATE TABLE IF NOT EXISTS migration (number UInt32, name String, at DateTime64(6, 'UTC'))
      ENGINE = MergeTree ORDER BY number SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  })
  const done = await session.rows<{ number: number }>({ sql: 'SELECT number FROM migration ORDER BY number' })
  const numbers = new Set(done.map(({ number }) => number))
  const newest = done.at(-1)?.number ?? 0
  const known = steps.at(-1)?.number ?? 0
  if (newest > known) {
    throw new StoreProblem(
      'folder-newer',
      `The data folder ${dir} was made by a newer version of Throughline (its warehouse is at step ${newest}, this version knows ${known}).`,
      'Update Throughline, or choose another folder with --data.',
    )
  }
  for (const step of steps.filter((step) => !numbers.has(step.number))) {
    for (const statement of step.statements) await session.run({ sql: repeatable(statement) })
    await session.run({
      sql: 'INSERT INTO migration SELECT {number:UInt32}, {name:String}, now64(6)',
      params: { number: step.number, name: step.name },
    })
  }
}

/** A process may die between a statement and the note that it was done. */
function repeatable(statement: string): string {
  return statement.replace(/^CREATE TABLE (?!IF NOT EXISTS)/, 'CREATE TABLE IF NOT EXISTS ')
}
