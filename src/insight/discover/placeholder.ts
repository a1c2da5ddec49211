/**
 * What systems write where they know nothing, in the languages that columns are known in. "NA" is not among them: it may be
 * a name (North America), as it may be a case's.
 */
const placeholders: ReadonlySet<string> = new Set([
  ...[
    '',
    '-',
    '--',
    '---',
    '–',
    '—',
    '.',
    '?',
    '*',
    '/',
    '#n/a',
    'n/a',
    'n.a.',
    'n.a',
    'nan',
    'nil',
    'null',
    '\\n',
    'none',
    'void',
  ],
  ...[
    'empty',
    'blank',
    'missing',
    'undefined',
    'unknown',
    'unassigned',
    'not assigned',
    'not available',
    'not applicable',
  ],
  ...['not set', 'not specified', 'unspecified', 'no value', 'tbd'],
  ...['leer', 'unbekannt', 'vacío', 'desconocido', 'vide', 'inconnu', 'vuoto', 'sconosciuto', 'leeg', 'onbekend'],
])

/** Whether a value only says that there is none (I26). Case, brackets around it and underscores do not matter. */
export function isPlaceholder(value: string): boolean {
  const bare = value
    .trim()
    .replace(/^[([{<"']+|[)\]}>"']+$/g, '')
    .replace(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase()
  return placeholders.has(bare)
}
