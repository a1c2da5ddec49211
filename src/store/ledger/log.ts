import { type Kysely, sql } from 'kysely'
import type { Event } from '../../event/index.ts'
import type { Log, LogRecord } from '../ports.ts'
import type { Database } from './database.ts'
import type { Work } from './work.ts'

interface Pending {
  readonly writer: string
  readonly count: number
  readonly body: string
  done(last: number): void
  failed(cause: unknown): void
}

/** As much as one statement carries; what waits beyond it goes with the next. */
const bytesAStatement = 4 << 20

/**
 * Requests that come while the disk is written wait for the next write and go together: a write costs the same for one
 * record as for a hundred. Positions are given in the order of writing, so that no reader can see a later one first.
 */
export async function openLog(work: Work): Promise<Log> {
  let last = await work(newest)
  let waiting = 0
  let queue: Pending[] = []
  let isWriting = false
  // A write that failed may be on the disk all the same: it failed to be answered. Its numbers must not be given again.
  let isUncertain = false

  const write = async (): Promise<void> => {
    isWriting = true
    while (queue.length > 0) {
      const group = take(queue)
      queue = queue.slice(group.length)
      try {
        if (isUncertain) last = await work(newest)
        isUncertain = false
        const rows = numbered(group, last)
        await work((db) => db.insertInto('log').values(rows).execute())
        last = rows.at(-1)?.last ?? last
        group.forEach((one, i) => {
          one.done(rows[i]?.last ?? last)
        })
      } catch (cause) {
        isUncertain = true
        for (const one of group) one.failed(cause)
      } finally {
        for (const one of group) waiting -= one.body.length
      }
    }
    isWriting = false
  }

  return {
    append: ({ writer, events }) =>
      new Promise((done, failed) => {
        const body = JSON.stringify(events)
        waiting += body.length
        queue.push({ writer, count: events.length, body, done, failed })
        if (!isWriting) void write()
      }),
    read: (after, most) =>
      work(async (db) => {
        // An id is a place among all events, so the records of so many events are those within so many places.
        const first = await db
          .selectFrom('log')
          .select('last')
          .where('last', '>', after)
          .orderBy('last')
          .executeTakeFirst()
        if (first === undefined) return []
        const rows = await db
          .selectFrom('log')
          .select(['last', 'writer', 'body'])
          .where('last', '>', after)
          .where('last', '<=', Number(first.last) + most)
          .orderBy('last')
          .execute()
        return rows.map(recordOf)
      }),
    readOf: (writer, since, after, most) =>
      work(async (db) => {
        const rows = await db
          .selectFrom('log')
          .select(['last', 'writer', 'body'])
          .where('writer', '=', writer)
          .where('at', '>=', since)
          .where('last', '>', after)
          .orderBy('last')
          .limit(most)
          .execute()
        return rows.map(recordOf)
      }),
    get last() {
      return last
    },
    get waiting() {
      return waiting
    },
    position: (name) => work((db) => positionOf(db, name)),
  }
}

export async function positionOf(db: Kysely<Database>, name: string): Promise<number> {
  const row = await db.selectFrom('position').select('last').where('name', '=', name).executeTakeFirst()
  return Number(row?.last ?? 0)
}

function recordOf(row: { readonly last: number; readonly writer: string; readonly body: string }): LogRecord {
  // The body is what `append` wrote.
  return { last: Number(row.last), writer: row.writer, events: JSON.parse(row.body) as Event[] }
}

/** Records let go do not give their numbers back: what every reader has passed counts too. */
export async function newest(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ last: string | number | null }>`
    SELECT greatest((SELECT max(last) FROM log), (SELECT max(last) FROM position)) AS last`.execute(db)
  return Number(rows[0]?.last ?? 0)
}

function take(queue: readonly Pending[]): Pending[] {
  let bytes = 0
  let end = 0
  for (const { body } of queue) {
    bytes += body.length
    if (end > 0 && bytes > bytesAStatement) break
    end++
  }
  return queue.slice(0, end)
}

function numbered(group: readonly Pending[], after: number) {
  let last = after
  return group.map(({ writer, count, body }) => {
    last += count
    return { last, events: count, writer, body }
  })
}
