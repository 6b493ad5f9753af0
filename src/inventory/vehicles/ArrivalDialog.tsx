import Button from 'antd/es/button'
import { useId, useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { recordArrival } from './stock.contract.ts'

/** A car that was ordered has come in: today, unless another day is said. */
export function ArrivalDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(inventoryWords)
  const { act, pending, problem } = useAct(recordArrival)
  const field = useId()
  const [day, setDay] = useState<string | undefined>()
  const keep = async () => {
    try {
      await act({ params: { id }, body: { receivedOn: day } })
    } catch {
      return // shown above the button
    }
    notice({ text: t('arrival.recorded') })
    onClose()
  }
  return (
    <Modal
      title={t('arrival.title')}
      onClose={onClose}
      footer={
        <Button type="primary" loading={pending} onClick={() => void keep()}>
          {t('arrival.record')}
        </Button>
      }
    >
      <div className="stack">
        <p className="quiet">{t('arrival.explain')}</p>
        <div className="stack-tight">
          <label htmlFor={field}>{t('receivedOn')}</label>
          <DayInput
            id={field}
            placeholder={t('arrival.today')}
            to={new Date().toISOString().slice(0, 10)}
            value={day}
            onChange={setDay}
          />
        </div>
        <ProblemAlert failure={problem} />
      </div>
    </Modal>
  )
}
