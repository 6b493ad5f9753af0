import type { ReactNode } from 'react'

interface SumProps {
  lines: readonly { name: string; value: ReactNode; tone?: 'total' | 'over' }[]
  label?: string
}

/** Figures that follow from what is entered, as they stand. */
export function Sum({ lines, label }: SumProps) {
  return (
    <dl className="sum" aria-label={label} aria-live="polite">
      {lines.map(({ name, value, tone }) => (
        <div key={name} className={tone ? `is-${tone}` : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
