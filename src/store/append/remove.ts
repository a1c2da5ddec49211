import type { Appender } from './append.ts'
import { noteCarried } from './carried.ts'

/** Takes out all that a source brought. Which cases that changes is not listed: everything is put in order anew. */
export function remove(
  { session, publishing, batches, horizon, totals }: Appender,
  fingerprint: string,
): Promise<number> {
  return publishing.run(async () => {
    const [held] = await session.rows<{ number: number; events: number }>({
      sql: `SELECT number, (SELECT count() FROM held WHERE source = number) AS events
        FROM (SELECT number FROM source WHERE fingerprint = {fingerprint:String} LIMIT 1)`,
      params: { fingerprint },
    })
    if (held === undefined || held.events === 0) return 0
    const { batch, end } = batches.begin()
    try {
      await session.run({ sql: `INSERT INTO touch SELECT ${batch}, 1, '', ''` })
      await session.run({ sql: `ALTER TABLE held DELETE WHERE source = ${held.number} SETTINGS mutations_sync = 1` })
      await session.run({ sql: 'TRUNCATE TABLE carried' })
      await session.run({ sql: noteCarried('held') })
      horizon.forget()
      totals.forget()
    } finally {
      end()
    }
    return held.events
  })
}
