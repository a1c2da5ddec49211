import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { StoreProblem } from '../problem.ts'

const count = z.number().int().nonnegative()

const manifest = z.object({
  format: z.literal(1),
  id: z.string().min(1),
  /** when it was begun */
  at: z.string(),
  /** the version of Throughline that made it */
  version: z.string(),
  warehouse: z.object({
    tables: z.array(z.object({ name: z.string().regex(/^\w+$/), create: z.string(), rows: count })),
    /** events held */
    events: count,
  }),
  ledger: z.object({
    /** the number of the last event accepted before it, among all ever accepted */
    last: count,
    /** how far the warehouse had come in the log; what is after it is taken in after a restore */
    position: count,
  }),
  files: z.array(z.object({ path: z.string().min(1), bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
})

/** What a backup holds. It is written last: a folder without one is no backup. */
export type Manifest = z.infer<typeof manifest>
export type BackedUpFile = Manifest['files'][number]

export function manifestPath(folder: string): string {
  return join(folder, 'manifest.json')
}

/** @throws StoreProblem `backup-unusable` */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(manifestPath(folder), 'utf8').catch((cause: unknown) => {
    throw new StoreProblem(
      'backup-unusable',
      `${folder} is no backup: it has no manifest.json.`,
      'Name a folder that npx throughline backup made; one that was cut off has none and can be deleted.',
      cause,
    )
  })
  try {
    return manifest.parse(JSON.parse(text))
  } catch (cause) {
    throw new StoreProblem(
      'backup-unusable',
      `The manifest.json of ${folder} cannot be read: ${cause instanceof Error ? cause.message.slice(0, 300) : String(cause)}.`,
      'It was changed, or made by a newer version: restore another backup, or update Throughline.',
      cause,
    )
  }
}
