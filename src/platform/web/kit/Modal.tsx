import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { shellWords } from '../shell/shell.words.ts'
import { useWords } from '../words/words.ts'
import { focusFirstField } from './first-field.ts'
import { Icon } from './Icon.tsx'
import './modal.css'

/** Esc in an open list closes the list; the dialog is left by the next one. */
function keepOpen(event: KeyboardEvent) {
  const inList = event.target instanceof Element && event.target.closest('.ant-select-open')
  if (event.key === 'Escape' && inList) event.preventDefault()
}

interface ModalProps {
  title: string
  children: ReactNode
  onClose: () => void
  footer?: ReactNode
  /** 'side' is a drawer at the edge; on the phone both fill the lower screen. */
  kind?: 'dialog' | 'side'
  wide?: boolean
}

/** The browser's own dialog: it holds the focus, closes on Esc and gives the focus back. */
export function Modal({ title, children, onClose, footer, kind = 'dialog', wide = false }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  const t = useWords(shellWords)
  useEffect(() => {
    const opener = document.activeElement
    const element = dialog.current
    if (element && !element.open) {
      element.showModal()
      const content = element.querySelector('.modal-content')
      if (!content || !focusFirstField(content)) heading.current?.focus()
    }
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`modal modal-${kind} ${wide ? 'is-wide' : ''}`}
      aria-labelledby={id}
      onKeyDownCapture={keepOpen}
      onCancel={event => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onClose()
      }}
      onPointerDown={event => event.target === dialog.current && onClose()}
    >
      <div className="modal-body">
        <header className="modal-header">
          <h2 id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div className="modal-content">{children}</div>
        {footer && <footer className="modal-footer">{footer}</footer>}
      </div>
    </dialog>
  )
}
