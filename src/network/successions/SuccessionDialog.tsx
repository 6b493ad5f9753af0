import Button from 'antd/es/button'
import Select from 'antd/es/select'
import { useId, useState } from 'react'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { listStaff, type Staff } from '../staff/staff.contract.ts'
import { arrangeSuccession, readWork } from './successions.contract.ts'
import { successionWords } from './successions.words.ts'

interface SuccessionDialogProps {
  person: Staff
  /** The person goes in the same step. */
  leaves?: boolean
  onClose: () => void
}

/** Who takes over; the person may leave in the same step. */
export function SuccessionDialog({ person, leaves = false, onClose }: SuccessionDialogProps) {
  const t = useWords(successionWords)
  const [successorIds, choose] = useState<string[]>([])
  const params = { id: person.id }
  const { data } = useAnswer(readWork, { params })
  const topics = ['staff', `staff:${person.id}`, 'customers', 'leads', 'sales']
  const { act, pending, problem } = useAct(arrangeSuccession, { topics })
  const holds = data ? data.held.customers + data.held.leads + data.held.sales > 0 : true
  const arrange = async () => {
    try {
      const done = await act({ params, body: { successorIds, leaves }, ifMatch: person.version })
      notice({ text: t('done', { customers: done.customers, leads: done.leads, sales: done.sales }) })
    } catch {
      return // stands in the dialog
    }
    onClose()
  }
  return (
    <Modal
      title={t(leaves ? 'leaveNamed' : 'handOverNamed', { name: person.name })}
      onClose={onClose}
      footer={
        <Button
          danger={leaves}
          type="primary"
          loading={pending}
          disabled={!data}
          onClick={() => void arrange()}
        >
          {t(leaves ? (holds ? 'leave' : 'leaveOnly') : 'handOver')}
        </Button>
      }
    >
      <div className="stack">
        {data && holds && <p>{t('held', data.held)}</p>}
        <p>{t(leaves ? (holds ? 'leaveText' : 'leaveNothing') : 'stayText')}</p>
        {holds && <Successors person={person} value={successorIds} onChange={choose} />}
        <ProblemAlert failure={problem} />
      </div>
    </Modal>
  )
}

interface SuccessorsProps {
  person: Staff
  value: string[]
  onChange: (ids: string[]) => void
}

function Successors({ person, value, onChange }: SuccessorsProps) {
  const t = useWords(successionWords)
  const field = useId()
  const query = { organisationId: person.organisationId, limit: 100 }
  const { data, isFetching } = useAnswer(listStaff, { query })
  const colleagues = (data?.items ?? []).filter(({ id }) => id !== person.id)
  return (
    <div className="stack-tight">
      <label htmlFor={field}>{t('successors')}</label>
      <Select
        id={field}
        mode="multiple"
        value={value}
        onChange={onChange}
        loading={isFetching}
        showSearch={{ optionFilterProp: 'label' }}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <p className="quiet">
        {t('several')} {t('poolHint')}
      </p>
    </div>
  )
}
