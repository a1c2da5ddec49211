interface FieldProps {
  readonly label: string
  readonly name: string
  readonly type: 'text' | 'email' | 'password' | 'number'
  readonly autoComplete: string
  readonly minLength?: number
  readonly placeholder?: string
}

/** A line to fill in, with its word above it. */
export function Field({ label, ...input }: FieldProps) {
  return (
    <label className="field">
      {label}
      <input required maxLength={200} {...input} />
    </label>
  )
}
