// Fills a store that was made and closed, as another program: the store itself has no such door.
import { runInEngine } from '../engine.ts'
import { fillStatements } from './events-sql.ts'

export interface Given {
  readonly dir: string
  readonly cases: number
}

const { dir, cases }: Given = JSON.parse(process.argv[2] ?? '{}')
await runInEngine(`${dir}/warehouse`, [
  'USE throughline',
  'SET max_insert_threads = 1, max_insert_block_size = 1048576',
  ...fillStatements(cases),
])
process.stdout.write('null')
process.exit(0)
