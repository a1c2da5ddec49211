import { totalmem } from 'node:os'
import { type ClickHouseClient, createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import type { Query } from '../ports.ts'
import { StoreProblem } from '../problem.ts'
import { inline } from './literal.ts'
import { parseRows } from './rows.ts'

/** One session of the engine. A session runs one statement at a time; sessions run beside each other. */
export interface Session {
  run(statement: Query, signal?: AbortSignal): Promise<void>
  rows<Row>(query: Query, signal?: AbortSignal): Promise<Row[]>
  close(): Promise<void>
}

/** Memory one statement may take: most of a small machine; of a large one what keeps the process under 6 GB. Beyond a part of it, the disk helps. */
const memoryLimit = Math.min(Math.floor(totalmem() * 0.7), 5 * 2 ** 30)

const settings: Readonly<Record<string, string | number>> = {
  max_memory_usage: memoryLimit,
  max_bytes_before_external_group_by: Math.floor(memoryLimit * 0.4),
  max_bytes_before_external_sort: Math.floor(memoryLimit * 0.4),
  output_format_json_quote_64bit_integers: 0,
  join_algorithm: 'grace_hash,parallel_hash,hash',
  // A parameter, a literal or a stored time is UTC, wherever the machine stands.
  session_timezone: 'UTC',
  max_insert_threads: 2,
  allow_experimental_analyzer: 1,
  // A list of some ten thousand variants by their hashes is a part of some questions.
  max_query_size: 32 * 2 ** 20,
  enable_materialized_cte: 1,
}

export const databaseName = 'throughline'

/** @throws StoreProblem `engine-failed` when the engine cannot open the folder. */
export async function openSession(path: string): Promise<Session> {
  const client = createClient({ connection: embedded(path) })
  const session = sessionOf(client)
  await session.run({ sql: `CREATE DATABASE IF NOT EXISTS ${databaseName} ENGINE = Atomic` })
  await session.run({ sql: `USE ${databaseName}` })
  for (const [name, value] of Object.entries(settings)) {
    await session.run({ sql: `SET ${name} = ${typeof value === 'number' ? value : `'${value}'`}` })
  }
  return session
}

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>

/** The client and the engine each bring a copy of the same types, whose private fields keep the compiler from seeing it. */
function embedded(path: string): Connection {
  try {
    const connection: unknown = createChdbConnection({ path })
    return connection as Connection
  } catch (cause) {
    throw new StoreProblem(
      'engine-failed',
      `The warehouse in ${path} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`,
      'A process works on one data folder at a time: close the other first.',
      cause,
    )
  }
}

function sessionOf(client: ClickHouseClient): Session {
  let closed = false
  const attempt = async <T>(sql: string, signal: AbortSignal | undefined, run: () => Promise<T>): Promise<T> => {
    if (closed) throw new StoreProblem('store-closed', 'The store is closed.', 'Open it again.')
    try {
      return await run()
    } catch (cause) {
      throw problemOf(cause, sql, signal)
    }
  }
  // The embedded engine runs statements with bound parameters one after the other in the whole process, so that a long
  // build would hold every question; typed literals in the text do not.
  return {
    run: (statement, signal) =>
      attempt(statement.sql, signal, async () => {
        await client.command({ query: inline(statement), ...(signal ? { abort_signal: signal } : {}) })
      }),
    rows: <Row>(query: Query, signal?: AbortSignal) =>
      attempt(query.sql, signal, async () => {
        const result = await client.query({
          query: inline(query),
          format: 'JSONEachRow',
          ...(signal ? { abort_signal: signal } : {}),
        })
        return parseRows<Row>(await result.text())
      }),
    close: async () => {
      if (closed) return
      closed = true
      await client.close()
    },
  }
}

function problemOf(cause: unknown, sql: string, signal: AbortSignal | undefined): StoreProblem {
  if (cause instanceof StoreProblem) return cause
  if (signal?.aborted) return new StoreProblem('cancelled', 'The question was cancelled.', 'Ask again.', cause)
  const says = cause instanceof Error ? cause.message : String(cause)
  return new StoreProblem(
    'engine-failed',
    `The warehouse could not do "${sql.length > 400 ? `${sql.slice(0, 400)}…` : sql}": ${says}`,
    says.includes('MEMORY_LIMIT')
      ? 'It needed more memory than it may take; ask for fewer cases, or run it on a larger machine.'
      : 'If this is repeatable it is a defect; report it with this text.',
    cause,
  )
}
