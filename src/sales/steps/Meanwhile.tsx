import Button from 'antd/es/button'
import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inWords } from '../refusal-words.web.ts'
import { salesWords } from '../sale-words.web.ts'
import { listSaleEvents, readSale } from '../sales/sale-page.contract.ts'
import { possibilitiesOf } from './step.web.ts'
import type { StepKind } from './step-kind.ts'
import { stepWords } from './steps.words.ts'

interface MeanwhileProps {
  saleId: string
  /** The version that the person saw. */
  seen: number
  kind: StepKind
  onAgain: (version: number) => Promise<void>
  /** Takes what happened, and leaves the step. */
  onLeave: () => void
  onClose: () => void
}

/** Somebody else was first: what happened since, and the step again on top of it where it is still possible. */
export function Meanwhile({ saleId, seen, kind, onAgain, onLeave, onClose }: MeanwhileProps) {
  const t = useWords(salesWords)
  const w = useWords(stepWords)
  const [busy, setBusy] = useState(false)
  const params = { params: { id: saleId } }
  const fresh = { staleTime: 0 }
  const { data: page } = useAnswer(readSale, params, fresh)
  const { data: events } = useAnswer(listSaleEvents, { ...params, query: { limit: 50 } }, fresh)
  const since = events?.items.filter(entry => entry.sequence > seen) ?? []
  const current = page && page.version > seen ? page : undefined
  const still = current && possibilitiesOf(current).some(each => each.kind === kind && each.possible)
  const again = async () => {
    if (!current || busy) return
    setBusy(true)
    try {
      await onAgain(current.version)
    } catch (failure) {
      problemNotice(inWords(failure))
    } finally {
      setBusy(false)
    }
  }
  const footer = (
    <>
      <Button onClick={onLeave}>{w('conflict.leave')}</Button>
      {still && (
        <Button type="primary" loading={busy} onClick={() => void again()}>
          {w('conflict.again', { action: t(`action.${kind}`) })}
        </Button>
      )}
    </>
  )
  return (
    <Modal title={w('conflict.title')} onClose={onClose} footer={footer}>
      <div className="stack">
        <p>{w('conflict.text')}</p>
        {since.length === 0 ? (
          <Lines count={2} />
        ) : (
          <ul className="step-since">
            {since.map(entry => (
              <li key={entry.id}>
                <strong>{t(`event.${entry.action}`)}</strong>
                <span className="quiet">
                  {' '}
                  {entry.actor.name ?? t(`actorKind.${entry.actor.kind}`)} ·{' '}
                  <Dated at={entry.occurredAt ?? entry.recordedAt} timeZone={page?.dealer.timeZone} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {current && !still && (
          <p className="step-note">{w('conflict.no', { action: t(`action.${kind}`) })}</p>
        )}
      </div>
    </Modal>
  )
}
