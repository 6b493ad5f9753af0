import { useNavigate, useRouter } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useEffect, useState } from 'react'
import { ApiProblem } from '../answers/api-problem.ts'
import { newKey } from '../answers/client.ts'
import { useOnline } from '../answers/online.ts'
import { useWaiting } from '../answers/waiting.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { Mark } from '../kit/Mark.tsx'
import { Modal } from '../kit/Modal.tsx'
import { ProblemAlert } from '../kit/ProblemAlert.tsx'
import { problemNotice } from '../kit/problem-notice.ts'
import { Lines } from '../kit/Skeletons.tsx'
import { Dated } from '../kit/Values.tsx'
import { useMe } from '../session/session.ts'
import { Page } from '../shell/Page.tsx'
import { useWords } from '../words/words.ts'
import { offlineWords } from './offline.words.ts'
import { sendWaiting } from './send.ts'
import { actsOf, type WaitingAct } from './store.ts'
import { drop, sendOn, takeBack } from './waiting.ts'
import './waiting.css'

/** What this person entered and the server has not taken: it waits, or it was refused and wants an answer. */
export function WaitingPage() {
  const t = useWords(offlineWords)
  const online = useOnline()
  const [acts, reload] = useActs()
  const [dropping, setDropping] = useState<WaitingAct | null>(null)
  const sendable = online && acts?.some(act => act.problem === null)
  return (
    <Page
      title={t('title')}
      narrow
      actions={
        sendable && (
          <Button type="primary" onClick={() => void sendWaiting().catch(problemNotice).then(reload)}>
            {t('sendNow')}
          </Button>
        )
      }
    >
      {!acts && <Lines count={4} />}
      {acts?.length === 0 && <EmptyState why={t('none')} />}
      {acts && acts.length > 0 && (
        <div className="stack">
          <p className="quiet">{t('why')}</p>
          <ul className="waiting-list">
            {acts.map((act, index) => (
              <Act key={act.id} act={act} held={isHeld(acts, index)} onDrop={() => setDropping(act)} />
            ))}
          </ul>
        </div>
      )}
      {dropping && <Dropping act={dropping} onClose={() => setDropping(null)} />}
    </Page>
  )
}

function useActs(): [WaitingAct[] | null, () => void] {
  const { staff } = useMe()
  const [acts, setActs] = useState<WaitingAct[] | null>(null)
  const [read, setRead] = useState(0)
  const count = useWaiting()
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever something was sent, refused or dropped
  useEffect(() => {
    let gone = false
    actsOf(staff.id)
      .catch(() => []) // nothing can be kept here
      .then(found => !gone && setActs(found))
    return () => {
      gone = true
    }
  }, [staff.id, count, read])
  return [acts, () => setRead(before => before + 1)]
}

function isHeld(acts: readonly WaitingAct[], index: number): boolean {
  const { subject } = acts[index]!
  return acts.slice(0, index).some(before => before.problem !== null && before.subject === subject)
}

function Act({ act, held, onDrop }: { act: WaitingAct; held: boolean; onDrop: () => void }) {
  const t = useWords(offlineWords)
  const router = useRouter()
  const online = useOnline()
  const { problem } = act
  const newest = problem?.code === 'record.changed' ? problem.version : null
  const open = async () => {
    await takeBack(act)
    router.history.push(act.path)
  }
  return (
    <li className="panel waiting-act">
      <div className="waiting-head">
        <strong>{act.label}</strong>
        <Mark tone={problem ? 'red' : undefined}>{t(problem ? 'refused' : held ? 'held' : 'waits')}</Mark>
      </div>
      <p className="quiet">
        {t('entered')} <Dated at={act.enteredAt} />
      </p>
      {problem && <ProblemAlert failure={problemOf(problem, t)} />}
      <div className="line">
        {problem && online && typeof newest === 'number' && (
          <Button
            type="primary"
            onClick={() => void sendOn(act, String(newest), newKey()).catch(problemNotice)}
          >
            {t('again')}
          </Button>
        )}
        <Button onClick={() => void open().catch(problemNotice)}>{t(act.draft ? 'edit' : 'look')}</Button>
        <Button danger onClick={onDrop}>
          {t('drop')}
        </Button>
      </div>
    </li>
  )
}

function problemOf(
  problem: NonNullable<WaitingAct['problem']>,
  t: (word: 'tooOld' | 'tooOldCure') => string,
): ApiProblem {
  if (problem.code === 'waiting.too-old')
    return new ApiProblem(410, { code: problem.code, title: t('tooOld'), cure: t('tooOldCure') })
  return new ApiProblem(problem.status, problem)
}

function Dropping({ act, onClose }: { act: WaitingAct; onClose: () => void }) {
  const t = useWords(offlineWords)
  const navigate = useNavigate()
  const confirm = async () => {
    try {
      await drop(act.id)
      onClose()
      await navigate({ to: '/waiting', replace: true })
    } catch (failure) {
      problemNotice(failure)
    }
  }
  const footer = (
    <>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button type="primary" danger onClick={() => void confirm()}>
        {t('drop')}
      </Button>
    </>
  )
  return (
    <Modal title={t('dropTitle')} onClose={onClose} footer={footer}>
      <p>{t('dropText', { label: act.label })}</p>
    </Modal>
  )
}
