/** What the machinery around a server asks: no one's name, and nothing about anyone. */
const probes: ReadonlySet<string> = new Set(['/health', '/ready', '/metrics'])

export function isProbe(path: string): boolean {
  return probes.has(path)
}
