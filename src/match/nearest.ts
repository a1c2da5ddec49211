/** The number of single-character changes between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The known word that was probably meant: within a third of its length, and never longer than a name. */
export function nearest(word: string, known: Iterable<string>): string | null {
  if (word.length > 100) return null
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const limit = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3))
    if (Math.abs(candidate.length - word.length) > limit) continue
    const changes = distance(word.toLowerCase(), candidate.toLowerCase())
    if (changes <= limit && changes < least) {
      best = candidate
      least = changes
    }
  }
  return best
}
