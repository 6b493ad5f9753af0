import Button from 'antd/es/button'
import { useId, useState } from 'react'
import { Icon } from '../kit/Icon.tsx'
import { Modal } from '../kit/Modal.tsx'
import { ProblemAlert } from '../kit/ProblemAlert.tsx'
import { may, sessionCalls, useMe, useNameOf } from '../session/session.ts'
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

/** Everything is deleted for good: the name of what is deleted must be typed. */
function ClearDemo({ clear, onClose }: { clear: () => Promise<string>; onClose: () => void }) {
  const t = useWords(shellWords)
  const field = useId()
  const name = useNameOf()(useMe().organisation)
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<{ pending: boolean; failure?: unknown }>({ pending: false })
  const confirm = async () => {
    setState({ pending: true })
    try {
      location.assign(`/first-run#${await clear()}`)
    } catch (failure) {
      setState({ pending: false, failure })
    }
  }
  const footer = (
    <>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button
        danger
        type="primary"
        disabled={typed.trim() !== name}
        loading={state.pending}
        onClick={() => void confirm()}
      >
        {t('demoClearConfirm')}
      </Button>
    </>
  )
  return (
    <Modal title={t('demoClearTitle')} onClose={onClose} footer={footer}>
      <div className="stack">
        <p>{t('demoClearText')}</p>
        <div>
          <label htmlFor={field}>{t('demoClearType', { name })}</label>
          <input
            id={field}
            className="plain-input"
            autoComplete="off"
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        </div>
        <ProblemAlert failure={state.failure} />
      </div>
    </Modal>
  )
}
