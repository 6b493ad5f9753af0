import Button from 'antd/es/button'
import { useId, useState } from 'react'
import { StaffSelect } from '../../network/staff/StaffSelect.tsx'
import { useAct } from '../../platform/web/answers/answers.ts'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { assignLead, type LeadDetail } from './leads.contract.ts'

export function AssignLeadDialog({ lead, onClose }: { lead: LeadDetail; onClose: () => void }) {
  const t = useWords(customersWords)
  const field = useId()
  const [chosen, choose] = useState<string | undefined>()
  const { act, pending, problem } = useAct(assignLead)
  const assign = async () => {
    if (!chosen) return
    try {
      await act({ params: { id: lead.id }, body: { ownerId: chosen }, ifMatch: lead.version })
    } catch {
      return // shown in the dialog
    }
    notice({ text: t('assigned') })
    onClose()
  }
  return (
    <Modal
      title={`${t('assign')} · ${lead.name ?? lead.number}`}
      onClose={onClose}
      footer={
        <Button type="primary" disabled={!chosen} loading={pending} onClick={() => void assign()}>
          {t('assign')}
        </Button>
      }
    >
      <div className="stack">
        <div className="stack-tight">
          <label htmlFor={field}>{t('assignTo')}</label>
          <StaffSelect
            id={field}
            dealerId={lead.dealerId}
            holding="consultant"
            except={lead.owner?.id}
            value={chosen}
            onChange={choose}
          />
        </div>
        <ProblemAlert failure={problem} />
      </div>
    </Modal>
  )
}
