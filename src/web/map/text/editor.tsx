import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react'
import type { Note } from './notes.tsx'

export interface EditorHandle {
  /** puts the caret at the start of a line, in view */
  readonly goTo: (line: number) => void
}

const lineHeight = 19

/** A plain text area with its lines numbered; lines with a problem say so in the margin. */
export function Editor(props: {
  text: string
  onChange: (text: string) => void
  marked: readonly Note[]
  label: string
  ref: Ref<EditorHandle>
}) {
  const { text, onChange, marked, label, ref } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => ({ goTo: (line) => goTo(area.current, line) }), [])
  const severities = new Map(marked.map((note) => [note.line, note.severity]))
  const lines = text.split('\n').length
  return (
    <div className="editor">
      <div className="editor-lines" ref={gutter} aria-hidden>
        {Array.from({ length: lines }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <span key={i} data-severity={severities.get(i + 1)}>
            {i + 1}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label={label}
        value={text}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onScroll={({ currentTarget }) => {
          if (gutter.current) gutter.current.scrollTop = currentTarget.scrollTop
        }}
        onKeyDown={(event) => indent(event, onChange)}
      />
    </div>
  )
}

/** YAML is written with spaces: Ctrl+] puts two before the line; Tab stays the way out of the field. */
function indent(event: KeyboardEvent<HTMLTextAreaElement>, onChange: (text: string) => void): void {
  if (event.key !== ']' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  const area = event.currentTarget
  const { value, selectionStart } = area
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1
  onChange(`${value.slice(0, start)}  ${value.slice(start)}`)
  requestAnimationFrame(() => area.setSelectionRange(selectionStart + 2, selectionStart + 2))
}

function goTo(area: HTMLTextAreaElement | null, line: number): void {
  if (!area) return
  const before = area.value.split('\n').slice(0, line - 1)
  const start = before.reduce((sum, one) => sum + one.length + 1, 0)
  const end = area.value.indexOf('\n', start)
  area.focus()
  area.setSelectionRange(start, end < 0 ? area.value.length : end)
  area.scrollTop = Math.max(0, (line - 6) * lineHeight)
}
