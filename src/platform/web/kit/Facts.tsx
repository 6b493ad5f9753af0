import { type ReactNode, useRef } from 'react'
import { useKey } from '../shell/keys.ts'
import { kitWords } from './kit.words.ts'
import './facts.css'

interface FactsProps {
  children: ReactNode
  single?: boolean
  /** E edits the first value that can be. */
  editable?: boolean
}

/** Named values of one record, two columns where there is room. */
export function Facts({ children, single = false, editable = false }: FactsProps) {
  const list = useRef<HTMLDListElement>(null)
  useKey(
    'e',
    () => kitWords('edit.first'),
    () => list.current?.querySelector<HTMLElement>('.editable')?.click(),
    editable,
  )
  return (
    <dl ref={list} className={`fact-list ${single ? 'is-single' : ''}`}>
      {children}
    </dl>
  )
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
