import { type ReactNode, useEffect, useState } from 'react'

/** A labelled choice among a few words. */
export function Choice({
  label,
  value,
  choose,
  children,
}: {
  label: string
  value: string
  choose: (value: string) => void
  children: ReactNode
}) {
  return (
    <label className="ex-field">
      {label}
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {children}
      </select>
    </label>
  )
}

interface WordFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly settle: (value: string) => void
  readonly suggestions: readonly string[]
}

/** A text that is asked with once it is done: on Enter, or when the field is left. */
export function WordField({ label, value, placeholder, settle, suggestions }: WordFieldProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const id = `ex-${label.replaceAll(/\W+/g, '-')}`
  return (
    <form
      className="ex-field"
      onSubmit={(event) => {
        event.preventDefault()
        settle(text.trim())
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={text}
        placeholder={placeholder}
        list={`${id}-list`}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => settle(text.trim())}
      />
      <datalist id={`${id}-list`}>
        {suggestions.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </form>
  )
}
