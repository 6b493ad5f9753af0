import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import { count } from './figures.ts'
import { kitWords } from './kit.words.ts'
import './values.css'

interface ProgressJobProps {
  title: string
  done: number
  /** Unknown while it is still being counted. */
  total: number | null
  /** What it says beside the bar: 'reading', '3 refused'. */
  state?: ReactNode
  onCancel?: () => void
  /** Leaves the page while the work goes on. */
  onBackground?: () => void
}

/** Work that takes longer than two seconds: how far it is, how to stop it, how to leave it. */
export function ProgressJob({ title, done, total, state, onCancel, onBackground }: ProgressJobProps) {
  const t = useWords(kitWords)
  const said = total === null ? count(done) : `${count(done)} / ${count(total)}`
  return (
    <div className="job">
      <div className="line">
        <strong>{title}</strong>
        <span className="quiet num">{said}</span>
        {state && <span className="quiet">{state}</span>}
      </div>
      <progress aria-label={title} max={total ?? undefined} value={total === null ? undefined : done} />
      <div className="line">
        {onBackground && <Button onClick={onBackground}>{t('job.background')}</Button>}
        {onCancel && (
          <Button danger onClick={onCancel}>
            {t('job.cancel')}
          </Button>
        )}
      </div>
    </div>
  )
}
