import type { ReactNode } from 'react'
import './mark.css'

export type Tone = 'grey' | 'blue' | 'teal' | 'green' | 'amber' | 'red' | 'violet'

/** A state in a word on a soft ground. The word says it; the colour only helps. */
export function Mark({ tone = 'grey', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`mark mark-${tone}`}>{children}</span>
}
