import { type ReactNode, useEffect, useState } from 'react'
import type { StepNames } from '../variants/names.ts'

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

interface StepChoiceProps {
  readonly label: string
  readonly value: string
  readonly steps: readonly string[]
  readonly names: StepNames
  readonly choose: (step: string) => void
  /** what stands for no step, where there may be none */
  readonly none?: string
}

export function StepChoice({ label, value, steps, names, choose, none }: StepChoiceProps) {
  return (
    <Choice label={label} value={value} choose={choose}>
      {none !== undefined && <option value="">{none}</option>}
      {/* A step that nobody came by under these filters stays chosen, and is said to be so. */}
      {value !== '' && !steps.includes(value) && <option value={value}>{names.title(value)} (nobody here)</option>}
      {steps.map((step) => (
        <option key={step} value={step}>
          {names.title(step)}
        </option>
      ))}
    </Choice>
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

interface NumberChoiceProps {
  readonly label: string
  readonly value: number
  readonly options: readonly number[]
  readonly say: (value: number) => string
  readonly choose: (value: number) => void
}

export function NumberChoice({ label, value, options, say, choose }: NumberChoiceProps) {
  const all = options.includes(value) ? options : [...options, value].toSorted((a, b) => a - b)
  return (
    <Choice label={label} value={String(value)} choose={(text) => choose(Number(text))}>
      {all.map((one) => (
        <option key={one} value={one}>
          {say(one)}
        </option>
      ))}
    </Choice>
  )
}
