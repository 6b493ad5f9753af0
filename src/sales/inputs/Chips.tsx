import './chips.css'

interface ChipsProps<V extends string> {
  /** Given by the form's field. */
  id?: string
  value?: V
  onChange?: (value: V) => void
  label: string
  options: readonly { value: V; label: string; hint?: string }[]
}

/** One of a few codes, all in sight and large enough for a thumb. */
export function Chips<V extends string>({ id, value, onChange, label, options }: ChipsProps<V>) {
  return (
    <div className="chips" id={id} role="radiogroup" aria-label={label}>
      {options.map(option => (
        <label key={option.value} className={option.value === value ? 'chip is-chosen' : 'chip'}>
          <input
            type="radio"
            className="sr"
            name={id ?? label}
            checked={option.value === value}
            onChange={() => onChange?.(option.value)}
          />
          {option.label}
          {option.hint && <small>{option.hint}</small>}
        </label>
      ))}
    </div>
  )
}
