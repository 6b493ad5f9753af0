import { useId } from 'react'
import { useWords } from '../../platform/web/words/words.ts'
import { driveWords } from './test-drives.words.ts'
import './stars.css'

interface StarsProps {
  topic: string
  /** Given by the form's field. */
  value?: number
  onChange?: (value: number) => void
}

/** One topic, one to five: five radio buttons that read as stars. */
export function Stars({ topic, value = 0, onChange }: StarsProps) {
  const t = useWords(driveWords)
  const name = useId()
  return (
    <fieldset className="stars">
      <legend>{topic}</legend>
      {[1, 2, 3, 4, 5].map(count => (
        <label key={count} className={count <= value ? 'is-lit' : ''}>
          <input
            type="radio"
            className="sr"
            name={name}
            checked={count === value}
            aria-label={t('feedback.stars', { topic, count })}
            onChange={() => onChange?.(count)}
          />
          <span aria-hidden="true">{count <= value ? '★' : '☆'}</span>
        </label>
      ))}
    </fieldset>
  )
}
