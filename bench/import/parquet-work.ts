// In a process of its own, so that the engine's memory goes with it.
import { runInEngine } from '../engine.ts'

const { sql }: { sql: string } = JSON.parse(process.argv[2] ?? '{}')
await runInEngine(undefined, [sql])
process.stdout.write('null')
process.exit(0)
