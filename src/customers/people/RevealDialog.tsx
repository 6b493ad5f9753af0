import { useState } from 'react'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { RevealReason } from './contact-points.contract.ts'

interface RevealDialogProps {
  /** What is about to be shown: 'phone'. */
  name: string
  onReason: (reason: RevealReason) => void
  onClose: () => void
}

/** Asks why a number is looked at in full: one press answers and shows it. */
function RevealDialog({ name, onReason, onClose }: RevealDialogProps) {
  const t = useWords(customersWords)
  return (
    <Modal title={t('reveal')} onClose={onClose}>
      <p className="quiet form-note">{t('contacts.revealText', { kind: name })}</p>
      <ul className="reasons">
        {RevealReason.options.map(reason => (
          <li key={reason}>
            <button type="button" onClick={() => onReason(reason)}>
              {t(`revealReason.${reason}`)}
              <Icon name="right" className="quiet" />
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}

/** `[dialog, reveal]`: `reveal()` asks for a reason and answers the value, or null when it was given up. */
export function useReveal(name: string, show: (reason: RevealReason) => Promise<{ value: string }>) {
  const [asking, setAsking] = useState<((value: Promise<string | null>) => void) | null>(null)
  const reveal = () => new Promise<string | null>(answer => setAsking(() => answer))
  const answer = (value: Promise<string | null>) => {
    asking?.(value)
    setAsking(null)
  }
  const dialog = asking && (
    <RevealDialog
      name={name}
      onReason={reason => answer(show(reason).then(({ value }) => value))}
      onClose={() => answer(Promise.resolve(null))}
    />
  )
  return [dialog, reveal] as const
}
