import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { ApiProblem } from '../problem.ts'

const shape = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'is not lower-case letters, digits and dashes'),
    title: z.string().min(1).max(60),
    issuer: z.url(),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    /** what a member is who comes by it for the first time; absent: only those already added may come */
    newcomers: z.enum(['viewer', 'editor', 'operator']).nullable().default(null),
  }),
)
/** Where people may sign in with the account they have elsewhere. */
export type Provider = z.infer<typeof shape>[number]

/** @throws ApiProblem naming what does not fit */
export async function readProviders(path: string): Promise<readonly Provider[]> {
  const parsed = shape.safeParse(jsonOf(path, await readFile(path, 'utf8')))
  if (parsed.success) return parsed.data
  throw new ApiProblem(
    'bad-request',
    `${path}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    'See docs/access.md for the shape of the file.',
  )
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiProblem(
      'bad-request',
      `${path} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'See docs/access.md for the shape of the file.',
    )
  }
}
