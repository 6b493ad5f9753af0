import DatePicker from 'antd/es/date-picker'
import dayjs from 'dayjs'
import { useState } from 'react'
import { ApiProblem } from '../answers/api-problem.ts'
import { useWords } from '../words/words.ts'
import { dayFormats } from './day-formats.ts'
import { date } from './figures.ts'
import { Icon } from './Icon.tsx'
import { kitWords } from './kit.words.ts'
import { problemText } from './problem-notice.ts'
import './values.css'

interface EditDateProps {
  label: string
  /** 'YYYY-MM-DD', or '' when it is not known. */
  value: string
  save: (next: string) => Promise<unknown>
  /** No day after this one can be chosen. */
  latest?: string
  /** The day must be known: it can be changed, not taken away. */
  required?: boolean
}

/** A business date that is edited where it stands: choosing a day saves it. */
export function EditDate({ label, value, save, latest, required = false }: EditDateProps) {
  const t = useWords(kitWords)
  const [editing, setEditing] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const keep = async (next: string) => {
    if (next === value) return setEditing(false)
    try {
      await save(next)
      setFailure(undefined)
      setEditing(false)
    } catch (thrown) {
      setFailure(thrown)
    }
  }
  if (!editing)
    return (
      <button
        type="button"
        className="editable"
        aria-label={t('edit.begin', { label })}
        onClick={() => setEditing(true)}
      >
        {value ? (
          <time dateTime={value}>{date(value)}</time>
        ) : (
          <span className="quiet">{t('edit.empty')}</span>
        )}
        <Icon name="edit" />
      </button>
    )
  return (
    <span className="editing">
      <DatePicker
        format={dayFormats()}
        autoFocus
        defaultOpen
        aria-label={label}
        allowClear={!required}
        defaultValue={value ? dayjs(value) : null}
        maxDate={latest ? dayjs(latest) : undefined}
        onChange={chosen => void keep(chosen?.format('YYYY-MM-DD') ?? '')}
        onOpenChange={open => open || setEditing(failure !== undefined)}
      />
      {failure !== undefined && <p role="alert">{reasonOf(failure)}</p>}
    </span>
  )
}

function reasonOf(failure: unknown) {
  const { title, cure } = problemText(failure)
  const [first] = failure instanceof ApiProblem ? failure.errors : []
  return first?.message ?? [title, cure].filter(Boolean).join(' ')
}
