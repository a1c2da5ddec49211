import { createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'

/** The engine by itself, without the store: what makes data, as another program would. */
export async function runInEngine(path: string | undefined, statements: readonly string[]): Promise<void> {
  const connection: unknown = createChdbConnection(path === undefined ? {} : { path })
  const client = createClient({
    connection: connection as NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>,
  })
  for (const query of statements) await client.command({ query })
  await client.close()
}
