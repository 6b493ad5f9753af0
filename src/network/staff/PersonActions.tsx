import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import { useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { SuccessionDialog } from '../successions/SuccessionDialog.tsx'
import { OneTimePassword } from './OneTimePassword.tsx'
import { reactivateStaff, resetPassword, type Staff } from './staff.contract.ts'

/** Reset the password, leave, come back: each names the person it is about. */
export function PersonActions({ person }: { person: Staff }) {
  const t = useWords(networkWords)
  const [asking, setAsking] = useState<'deactivate' | 'reactivate' | 'reset' | null>(null)
  const close = () => setAsking(null)
  return (
    <div className="line">
      {person.deactivatedAt ? (
        <Button onClick={() => setAsking('reactivate')}>{t('staff.reactivate')}</Button>
      ) : (
        <>
          <Button disabled={!person.username} onClick={() => setAsking('reset')}>
            {t('staff.resetPassword')}
          </Button>
          <Button danger onClick={() => setAsking('deactivate')}>
            {t('staff.deactivate')}
          </Button>
        </>
      )}
      {asking === 'deactivate' && <SuccessionDialog person={person} leaves onClose={close} />}
      {asking === 'reactivate' && <Reactivate person={person} onClose={close} />}
      {asking === 'reset' && <ResetPassword person={person} onClose={close} />}
    </div>
  )
}

interface DialogProps {
  person: Staff
  onClose: () => void
}

function Reactivate({ person, onClose }: DialogProps) {
  const t = useWords(networkWords)
  const { act, pending, problem } = useAct(reactivateStaff)
  const { id, name, version } = person
  const comeBack = async () => {
    try {
      await act({ params: { id }, ifMatch: version })
    } catch {
      return // stands in the dialog
    }
    notice({ text: t('staff.reactivated', { name }) })
    onClose()
  }
  return (
    <Modal
      title={`${t('staff.reactivate')} · ${name}`}
      onClose={onClose}
      footer={
        <Button type="primary" loading={pending} onClick={() => void comeBack()}>
          {t('staff.reactivate')}
        </Button>
      }
    >
      <ProblemAlert failure={problem} />
      <p>{t('staff.opens')}</p>
    </Modal>
  )
}

function ResetPassword({ person, onClose }: DialogProps) {
  const t = useWords(networkWords)
  const { act, pending, problem, answer } = useAct(resetPassword)
  const [removeSecondFactor, setRemove] = useState(false)
  const { id, name } = person
  if (answer) return <OneTimePassword name={name} password={answer.initialPassword} onClose={onClose} />
  const reset = () => act({ params: { id }, body: { removeSecondFactor } }).catch(() => undefined) // stands in the dialog
  return (
    <Modal
      title={t('staff.resetTitle', { name })}
      onClose={onClose}
      footer={
        <Button type="primary" loading={pending} onClick={() => void reset()}>
          {t('staff.resetPassword')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('staff.resetText')}</p>
        <Checkbox checked={removeSecondFactor} onChange={event => setRemove(event.target.checked)}>
          {t('staff.removeSecondFactor')}
        </Checkbox>
        <ProblemAlert failure={problem} />
      </div>
    </Modal>
  )
}
