import Button from 'antd/es/button'
import { useState } from 'react'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { contactWords } from '../contacts/contacts.words.ts'
import type { Possibility } from '../process/refusal.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import { NextSteps, sorted } from './NextSteps.tsx'
import type { SalePage } from './sale-page.contract.ts'
import type { Steps } from './use-steps.web.ts'

interface PhoneStepsProps {
  page: SalePage
  possibilities: readonly Possibility[]
  steps: Steps
}

/** At the thumb: the likeliest step, and all of them. */
export function PhoneSteps({ page, possibilities, steps }: PhoneStepsProps) {
  const t = useWords(salesWords)
  const c = useWords(contactWords)
  const [open, setOpen] = useState(false)
  const [first] = sorted(page, possibilities).likely
  return (
    <div className="phone-steps">
      <Button onClick={() => setOpen(true)}>{t('sale.moreActions')}</Button>
      {page.customer && possibilities.some(each => each.kind === 'record-contact' && each.possible) && (
        <Button icon={<Icon name="phone" />} onClick={() => steps.open('record-contact', { of: 'call' })}>
          {c('call')}
        </Button>
      )}
      {first && (
        <Button type="primary" onClick={() => steps.open(first)}>
          {t(`action.${first}`)}
        </Button>
      )}
      {open && (
        <Modal title={t('sale.actions')} kind="side" onClose={() => setOpen(false)}>
          <NextSteps
            page={page}
            possibilities={possibilities}
            steps={{
              ...steps,
              open: (kind, more) => {
                setOpen(false)
                steps.open(kind, more)
              },
            }}
          />
        </Modal>
      )}
    </div>
  )
}
