import Button from 'antd/es/button'
import { useId, useState } from 'react'
import { StaffSelect } from '../../network/staff/StaffSelect.tsx'
import { useAct } from '../../platform/web/answers/answers.ts'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { type CustomerDetail, editCustomer } from './customers.contract.ts'

/** Gives a customer to a colleague, or back to the public pool. */
export function HandOverDialog({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const t = useWords(customersWords)
  const field = useId()
  const [chosen, choose] = useState<string | undefined>()
  const { act, pending, problem } = useAct(editCustomer)
  const give = async (ownerId: string | null) => {
    try {
      await act({ params: { id: customer.id }, body: { ownerId }, ifMatch: customer.version })
    } catch {
      return // shown in the dialog
    }
    notice({ text: t('handedOver') })
    onClose()
  }
  const footer = (
    <>
      {customer.owner && (
        <Button disabled={pending} onClick={() => void give(null)}>
          {t('toPool')}
        </Button>
      )}
      <Button type="primary" disabled={!chosen} loading={pending} onClick={() => chosen && void give(chosen)}>
        {t('handOver')}
      </Button>
    </>
  )
  return (
    <Modal title={`${t('handOver')} · ${customer.name}`} onClose={onClose} footer={footer}>
      <div className="stack">
        <div className="stack-tight">
          <label htmlFor={field}>{t('handOverTo')}</label>
          <StaffSelect
            id={field}
            dealerId={customer.dealerId}
            except={customer.owner?.id}
            value={chosen}
            onChange={choose}
          />
        </div>
        <ProblemAlert failure={problem} />
      </div>
    </Modal>
  )
}
