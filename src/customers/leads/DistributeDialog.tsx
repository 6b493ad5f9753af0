import Button from 'antd/es/button'
import Radio from 'antd/es/radio'
import { useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inboxWords } from './inbox.words.ts'
import { distributeLeads } from './leads.contract.ts'

const modes = ['round-robin', 'least-load'] as const

/** Gives the leads of the pool to those at work. */
export function DistributeDialog({ dealerId, onClose }: { dealerId?: string; onClose: () => void }) {
  const t = useWords(inboxWords)
  const [mode, setMode] = useState<(typeof modes)[number]>('round-robin')
  const { act, pending, problem } = useAct(distributeLeads, { topics: ['leads'] })
  const distribute = async () => {
    try {
      const { assigned } = await act({ body: { mode, dealerId } })
      notice({ text: t('distributed', { count: assigned.length }) })
    } catch {
      return // stands in the dialog
    }
    onClose()
  }
  return (
    <Modal
      title={t('distribute')}
      onClose={onClose}
      footer={
        <Button type="primary" loading={pending} onClick={() => void distribute()}>
          {t('distribute')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('distributeText')}</p>
        <Radio.Group
          aria-label={t('mode.title')}
          className="radio-rows"
          value={mode}
          onChange={event => setMode(event.target.value)}
          options={modes.map(value => ({ value, label: t(`mode.${value}`) }))}
        />
        <ProblemAlert failure={problem} />
      </div>
    </Modal>
  )
}
