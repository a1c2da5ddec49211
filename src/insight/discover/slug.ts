const longest = 60

/**
 * Ids for names, in their order: kebab-case, each once (I21). Letters lose their accents; what has no Latin letter or
 * digit left is called after `otherwise`; equal ids are numbered.
 */
export function slugs(names: readonly string[], otherwise: string, taken: readonly string[] = []): readonly string[] {
  const used = new Set(taken)
  return names.map((name) => {
    const base = slug(name) || otherwise
    let id = base
    for (let n = 2; used.has(id); n++) id = `${base}-${n}`
    used.add(id)
    return id
  })
}

function slug(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  let id = ''
  for (const word of words) {
    const longer = id === '' ? word : `${id}-${word}`
    if (longer.length > longest) break
    id = longer
  }
  return id === '' ? (words[0] ?? '').slice(0, longest) : id
}

/** The event's own words, on one line, without the underscores that stand for spaces. */
export function titleOf(name: string): string {
  const title = name.replace(/[\s_\p{Cc}]+/gu, ' ').trim()
  if (title === '') return 'Event without a name'
  return title.length <= 120 ? title : `${title.slice(0, 119).trimEnd()}…`
}
