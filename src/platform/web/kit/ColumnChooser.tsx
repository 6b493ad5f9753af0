import { useState } from 'react'
import { usePhone } from '../shell/phone.ts'
import { useWords } from '../words/words.ts'
import { type Column, type ColumnChoice, isShown, moved, noChoice, ordered } from './columns.ts'
import { Icon } from './Icon.tsx'
import { kitWords } from './kit.words.ts'
import { Modal } from './Modal.tsx'
import './columns.css'

interface ColumnChooserProps<Row> {
  columns: readonly Column<Row>[]
  choice: ColumnChoice
  onChange: (choice: ColumnChoice) => void
}

/** Which columns, in which order, pinned or not. */
export function ColumnChooser<Row>({ columns, choice, onChange }: ColumnChooserProps<Row>) {
  const t = useWords(kitWords)
  const [open, setOpen] = useState(false)
  if (usePhone()) return null
  return (
    <>
      <button type="button" className="tool-button" onClick={() => setOpen(true)}>
        <Icon name="columns" />
        {t('columns.title')}
      </button>
      {open && (
        <Modal
          title={t('columns.title')}
          kind="side"
          onClose={() => setOpen(false)}
          footer={
            <button type="button" className="tool-button" onClick={() => onChange(noChoice)}>
              {t('columns.reset')}
            </button>
          }
        >
          <ul className="column-list">
            {ordered(columns, choice).map(column => (
              <ColumnLine
                key={column.key}
                column={column}
                all={columns}
                choice={choice}
                onChange={onChange}
                first={column === columns[0]}
              />
            ))}
          </ul>
        </Modal>
      )}
    </>
  )
}

interface LineProps<Row> {
  column: Column<Row>
  all: readonly Column<Row>[]
  choice: ColumnChoice
  onChange: (choice: ColumnChoice) => void
  first: boolean
}

function ColumnLine<Row>({ column, all, choice, onChange, first }: LineProps<Row>) {
  const t = useWords(kitWords)
  const { key, title } = column
  const pinned = first || choice.pinned.includes(key)
  const keys = ordered(all, choice).map(other => other.key)
  const move = (by: -1 | 1) => onChange({ ...choice, order: moved(keys, key, by) })
  const pin = () =>
    onChange({
      ...choice,
      pinned: pinned ? choice.pinned.filter(other => other !== key) : [...choice.pinned, key],
    })
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={isShown(column, choice)}
          disabled={first}
          onChange={event => onChange({ ...choice, shown: { ...choice.shown, [key]: event.target.checked } })}
        />
        {title}
      </label>
      <button
        type="button"
        className="icon-button"
        aria-pressed={pinned}
        aria-label={t('columns.pin', { title })}
        disabled={first}
        onClick={pin}
      >
        <Icon name="pin" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('columns.earlier', { title })}
        disabled={first}
        onClick={() => move(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="icon-button is-down"
        aria-label={t('columns.later', { title })}
        disabled={first}
        onClick={() => move(1)}
      >
        <Icon name="up" />
      </button>
    </li>
  )
}
