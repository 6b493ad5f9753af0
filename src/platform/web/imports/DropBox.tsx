import { type DragEvent, useRef, useState } from 'react'
import { Icon } from '../kit/Icon.tsx'
import { notice } from '../kit/Notices.tsx'
import { useWords } from '../words/words.ts'
import { importWords } from './imports.words.ts'

interface DropBoxProps {
  /** The name of the file that is under way. */
  reading: string | undefined
  /** What has to be said before a file can be taken. */
  waits?: string
  onFile: (file: File) => void
}

const accepted = '.xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A place to drop a table on, or to choose one with. */
export function DropBox({ reading, waits, onFile }: DropBoxProps) {
  const t = useWords(importWords)
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (file: File | undefined) => {
    if (!file || reading || waits) return
    if (!/\.(xlsx|csv|txt)$/i.test(file.name)) return void notice({ tone: 'problem', text: t('notTable') })
    onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  if (reading)
    return (
      <div className="drop" role="status">
        <progress aria-label={t('reading', { name: reading })} />
        <p>{t('reading', { name: reading })}</p>
      </div>
    )
  return (
    // The button inside is the way for the keyboard; dropping is the mouse's own.
    <section
      className={`drop ${over ? 'is-over' : ''}`}
      aria-label={t('newImport')}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" />
      <p>{waits ?? t('drop')}</p>
      <button
        type="button"
        className="action-link is-primary"
        disabled={waits !== undefined}
        onClick={() => input.current?.click()}
      >
        {t('choose')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accepted}
        aria-label={t('choose')}
        onChange={event => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </section>
  )
}
