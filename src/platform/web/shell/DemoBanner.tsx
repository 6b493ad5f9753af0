import Button from 'antd/es/button'
import { useState } from 'react'
import { Icon } from '../kit/Icon.tsx'
import { Modal } from '../kit/Modal.tsx'
import { ProblemAlert } from '../kit/ProblemAlert.tsx'
import { may, sessionCalls, useMe } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import { shellWords } from './shell.words.ts'
import './bars.css'

/** Says that the data are a demo's; an administrator may empty it and start for real. */
export function DemoBanner() {
  const t = useWords(shellWords)
  const me = useMe()
  const [asking, setAsking] = useState(false)
  if (!me.demo) return null
  const { clearDemo } = sessionCalls()
  return (
    <div className="bar bar-note">
      <Icon name="info" />
      <span>{t('demo')}</span>
      {clearDemo && may(me, { noun: 'demo', verb: 'edit' }) && (
        <button type="button" className="bar-action" onClick={() => setAsking(true)}>
          {t('demoClear')}
        </button>
      )}
      {asking && clearDemo && <ClearDemo clear={clearDemo} onClose={() => setAsking(false)} />}
    </div>
  )
}

function ClearDemo({ clear, onClose }: { clear: () => Promise<unknown>; onClose: () => void }) {
  const t = useWords(shellWords)
  const [state, setState] = useState<{ pending: boolean; failure?: unknown }>({ pending: false })
  const confirm = async () => {
    setState({ pending: true })
    try {
      await clear()
      location.assign('/first-run')
    } catch (failure) {
      setState({ pending: false, failure })
    }
  }
  const footer = (
    <>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button danger type="primary" loading={state.pending} onClick={() => void confirm()}>
        {t('demoClearConfirm')}
      </Button>
    </>
  )
  return (
    <Modal title={t('demoClearTitle')} onClose={onClose} footer={footer}>
      <div className="stack">
        <p>{t('demoClearText')}</p>
        <ProblemAlert failure={state.failure} />
      </div>
    </Modal>
  )
}
