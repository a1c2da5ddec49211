export interface Note {
  readonly line: number
  readonly column: number | null
  readonly says: string
  readonly remedy: string
  readonly severity: 'error' | 'warning' | 'info'
}

const signs = { error: '✕', warning: '!', info: 'i' } as const
const tones = { error: 'bad', warning: 'warn', info: 'soft' } as const

/** Problems of the text, or findings of a text without problems; each leads to its line. */
export function Notes({
  notes,
  goTo,
  isClean,
}: {
  notes: readonly Note[]
  goTo: (line: number) => void
  isClean: boolean
}) {
  if (notes.length === 0) return <p className="good">✓ The text is a map.</p>
  return (
    <section aria-label={isClean ? 'Findings' : 'Problems'}>
      <h2 className="text-title">{isClean ? 'Findings' : 'Problems'}</h2>
      <ul className="notes">
        {notes.map((note) => (
          <li key={`${note.line}:${note.column} ${note.says}`}>
            <button type="button" onClick={() => goTo(note.line)}>
              <span className={tones[note.severity]}>
                <i aria-hidden>{signs[note.severity]}</i> {note.severity}, line {note.line}
                {note.column !== null && `, column ${note.column}`}
              </span>
              <span>{note.says}</span>
              <span className="soft">{note.remedy}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
