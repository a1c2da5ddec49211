import { useId } from 'react'

export interface SegmentedProps<Value extends string> {
  label: string
  value: Value
  /** in their order */
  options: Partial<Readonly<Record<Value, string>>>
  choose: (value: Value) => void
}

/** A few ways to look at the same thing, side by side: radio buttons, so the arrow keys work. */
export function Segmented<Value extends string>({ label, value, options, choose }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <fieldset className="segmented">
      <legend className="spoken">{label}</legend>
      {keysOf(options).map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === value} onChange={() => choose(one)} />
          {options[one]}
        </label>
      ))}
    </fieldset>
  )
}

function keysOf<Value extends string>(options: SegmentedProps<Value>['options']): Value[] {
  const found: Value[] = []
  for (const key in options) found.push(key)
  return found
}
