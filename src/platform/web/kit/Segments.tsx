import './segments.css'

interface SegmentsProps<V extends string> {
  label: string
  value: V
  options: readonly { value: V; label: string; count?: number }[]
  onChange: (value: V) => void
}

/** One of a few, all in sight. */
export function Segments<V extends string>({ label, value, options, onChange }: SegmentsProps<V>) {
  return (
    <fieldset className="segments">
      <legend className="sr">{label}</legend>
      {options.map(option => (
        <label key={option.value} className={option.value === value ? 'is-chosen' : ''}>
          <input
            type="radio"
            className="sr"
            name={label}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
          {option.count !== undefined && <small>{option.count}</small>}
        </label>
      ))}
    </fieldset>
  )
}
