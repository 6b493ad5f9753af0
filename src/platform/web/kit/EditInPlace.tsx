import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../answers/api-problem.ts'
import { useWords } from '../words/words.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import { Icon } from './Icon.tsx'
import { kitWords } from './kit.words.ts'
import { problemText } from './problem-notice.ts'
import './values.css'

interface EditInPlaceProps {
  label: string
  value: string
  /** Writes the new value on the version that was read; what it throws is shown at the field. */
  save: (next: string) => Promise<unknown>
  /** How the value reads while it is not edited. */
  children?: ReactNode
  options?: readonly { value: string; label: string }[]
  type?: 'text' | 'number' | 'tel' | 'email' | 'multiline'
  /** The value as it stands on the server after a conflict; without it the page is read again. */
  theirs?: () => Promise<string>
  /** Writes over a conflict, once the person has seen both values. */
  overwrite?: (next: string) => Promise<unknown>
}
type State = 'still' | 'saving' | 'saved'

/** A value that is edited where it stands: Enter or leaving saves, Esc takes it back, a tick says it is kept. */
export function EditInPlace(props: EditInPlaceProps) {
  const { label, value, save, children, theirs, overwrite } = props
  const t = useWords(kitWords)
  const [editing, setEditing] = useState(false)
  const [typed, setTyped] = useState(value)
  const [state, setState] = useState<State>('still')
  const [failure, setFailure] = useState<unknown>()
  const [conflict, setConflict] = useState<{ mine: string; theirs: string } | null>(null)
  useEffect(() => {
    if (state !== 'saved') return
    const timer = setTimeout(() => setState('still'), 2_000)
    return () => clearTimeout(timer)
  }, [state])
  const begin = () => {
    setTyped(value)
    setFailure(undefined)
    setEditing(true)
  }
  const cancel = () => {
    setEditing(false)
    setFailure(undefined)
  }
  const keep = async (write: (next: string) => Promise<unknown> = save) => {
    if (typed === value && write === save) return cancel()
    setState('saving')
    try {
      await write(typed)
      setConflict(null)
      setEditing(false)
      setState('saved')
    } catch (thrown) {
      setState('still')
      if (isConflict(thrown) && theirs) setConflict({ mine: typed, theirs: await theirs() })
      else setFailure(thrown)
    }
  }
  if (!editing)
    return (
      <button type="button" className="editable" aria-label={t('edit.begin', { label })} onClick={begin}>
        {children ?? (value || <span className="quiet">{t('edit.empty')}</span>)}
        <Icon name={state === 'saved' ? 'check' : 'edit'} className={state === 'saved' ? 'saved' : ''} />
        <span className="sr" role="status">
          {state === 'saved' ? t('edit.saved') : ''}
        </span>
      </button>
    )
  return (
    <span className="editing">
      <Input
        {...props}
        typed={typed}
        busy={state === 'saving'}
        onType={setTyped}
        onKeep={() => void keep()}
        onCancel={cancel}
      />
      {failure !== undefined && <p role="alert">{reasonOf(failure)}</p>}
      {conflict && (
        <ConflictDialog
          fields={[{ name: label, mine: conflict.mine, theirs: conflict.theirs }]}
          onTheirs={() => {
            setConflict(null)
            cancel()
          }}
          onMine={overwrite ? () => void keep(overwrite) : undefined}
          onClose={() => setConflict(null)}
        />
      )}
    </span>
  )
}

interface InputProps extends EditInPlaceProps {
  typed: string
  busy: boolean
  onType: (next: string) => void
  onKeep: () => void
  onCancel: () => void
}

function Input({ label, type = 'text', options, typed, busy, onType, onKeep, onCancel }: InputProps) {
  const cancelled = useRef(false)
  const keyed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      cancelled.current = true
      onCancel()
    } else if (event.key === 'Enter' && (type !== 'multiline' || event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      onKeep()
    }
  }
  const shared = {
    'aria-label': label,
    value: typed,
    'aria-busy': busy,
    ref: focusAndSelect,
    onKeyDown: keyed,
    onBlur: () => cancelled.current || busy || onKeep(),
    onChange: (event: { target: { value: string } }) => onType(event.target.value),
  }
  if (options)
    return (
      <select {...shared} disabled={busy}>
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  // Read-only while it is saved, not disabled: the focus stays for whoever has to correct a refusal.
  if (type === 'multiline') return <textarea rows={3} readOnly={busy} {...shared} />
  return <input type={type} readOnly={busy} {...shared} />
}

function focusAndSelect(element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null) {
  if (!element || element === document.activeElement || element.disabled) return
  element.focus()
  if (!(element instanceof HTMLSelectElement)) element.select()
}

function isConflict(failure: unknown) {
  return failure instanceof ApiProblem && failure.status === 412
}

function reasonOf(failure: unknown) {
  const { title, detail, cure } = problemText(failure)
  const [first] = failure instanceof ApiProblem ? failure.errors : []
  return first?.message ?? [title, detail, cure].filter(Boolean).join(' ')
}
