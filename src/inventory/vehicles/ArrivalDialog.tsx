import DatePicker from 'antd/es/date-picker'
import dayjs from 'dayjs'
import { useState } from 'react'
import Button from 'antd/es/button'
import { useAct } from '../../platform/web/answers/answers.ts'
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
        <label className="stack-tight">
          {t('receivedOn')}
          <DatePicker
            placeholder={t('arrival.today')}
            maxDate={dayjs()}
            value={day ? dayjs(day) : null}
            onChange={chosen => setDay(chosen?.format('YYYY-MM-DD'))}
          />
        </label>
        <ProblemAlert failure={problem} />
      </div>
    </Modal>
  )
}
