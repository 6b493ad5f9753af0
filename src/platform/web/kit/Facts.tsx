import type { ReactNode } from 'react'
import './facts.css'

/** Named values of one record, two columns where there is room. */
export function Facts({ children, single = false }: { children: ReactNode; single?: boolean }) {
  return <dl className={`fact-list ${single ? 'is-single' : ''}`}>{children}</dl>
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
