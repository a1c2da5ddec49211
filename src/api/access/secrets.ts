import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the server's owner alone may read, in the data folder. */
const folder = 'access'
const ownerOnly = 0o600

export type SecretFile = 'secret' | 'command-key' | 'first-sign-in'

function secretPath(dir: string, name: SecretFile): string {
  return join(dir, folder, name)
}

/** null where there is none */
export async function readSecret(dir: string, name: SecretFile): Promise<string | null> {
  try {
    return (await readFile(secretPath(dir, name), 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** @returns where it is */
export async function writeSecret(dir: string, name: SecretFile, text: string): Promise<string> {
  await mkdir(join(dir, folder), { recursive: true, mode: 0o700 })
  const path = secretPath(dir, name)
  await rm(path, { force: true }) // a file that is there keeps the rights it has
  await writeFile(path, `${text}\n`, { mode: ownerOnly, flag: 'wx' })
  await chmod(path, ownerOnly) // whatever the mask of the process takes away or the disk adds
  return path
}

export async function removeSecret(dir: string, name: SecretFile): Promise<void> {
  await rm(secretPath(dir, name), { force: true })
}

/** Made once: it signs the cookies, so that a new one would sign everybody out. */
export async function ownSecret(dir: string): Promise<string> {
  const kept = await readSecret(dir, 'secret')
  if (kept !== null && kept.length >= 32) return kept
  const made = randomBytes(32).toString('base64url')
  await writeSecret(dir, 'secret', made)
  return made
}
