import { readFile } from 'node:fs/promises'

/** Tells this process from a later one with the same id, where the system says when a process began; null where it does not. */
export async function processStart(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null) // no /proc, or no such process
  if (stat === null) return null
  // The name in parentheses may hold anything, so count from its end: the start is field 22, the 20th after it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

export async function isAlive(pid: number, start: string | null): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it is there and belongs to someone else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const now = await processStart(pid)
  return start === null || now === null || start === now
}
