import Button from 'antd/es/button'
import { useState } from 'react'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { type ApiKey, listApiKeys, revokeApiKey } from './api-keys.contract.ts'
import { NewApiKey } from './NewApiKey.tsx'
import { scopeText } from './scopes.web.ts'
import '../network.css'

/** Keys with which programs act for people: what each may do, when it was used, how to end it. */
export function ApiKeysPage() {
  const t = useWords(networkWords)
  const { data, error } = useAnswer(listApiKeys, {}, { topics: ['api-keys'] })
  const [adding, setAdding] = useState(false)
  const add = useMay('api-keys', 'edit') && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('apiKey.add')}
    </Button>
  )
  return (
    <Page title={t('apiKey.title')} actions={add}>
      <FailedReading failure={error} />
      {!data && !error && <RowsSkeleton rows={4} />}
      {data?.items.length === 0 && <EmptyState icon="key" why={t('apiKey.none')} action={add} />}
      <ul className="keys" aria-label={t('apiKey.table')}>
        {data?.items.map(key => (
          <KeyPanel key={key.id} apiKey={key} />
        ))}
      </ul>
      {adding && <NewApiKey onClose={() => setAdding(false)} />}
    </Page>
  )
}

function KeyPanel({ apiKey }: { apiKey: ApiKey }) {
  const t = useWords(networkWords)
  const [revoking, setRevoking] = useState(false)
  const mayEdit = useMay('api-keys', 'edit')
  const { name, staffName, secretTail, scopes, createdAt, expiresAt, revokedAt, lastUsedAt } = apiKey
  return (
    <li className={`panel key ${revokedAt ? 'is-over' : ''}`}>
      <div className="key-head">
        <strong>{name}</strong>
        <KeyState apiKey={apiKey} />
        <code className="quiet">…{secretTail}</code>
        {mayEdit && !revokedAt && (
          <Button aria-label={t('apiKey.revokeTitle', { name })} onClick={() => setRevoking(true)}>
            {t('apiKey.revoke')}
          </Button>
        )}
      </div>
      <p className="key-facts quiet">
        <span>
          {t('apiKey.staff')} {staffName}
        </span>
        <span>
          {t('apiKey.createdAt')} <Dated at={createdAt} short />
        </span>
        <span>
          {t('apiKey.lastUsedAt')} {lastUsedAt ? <Dated at={lastUsedAt} relative /> : t('apiKey.unused')}
        </span>
        <span>
          {t('apiKey.expiresAt')} {expiresAt ? <Dated at={expiresAt} /> : t('apiKey.never')}
        </span>
      </p>
      <details>
        <summary>{t('apiKey.scopeCount', { count: scopes.length })}</summary>
        <p className="quiet">{scopes.map(scopeText).join(' · ')}</p>
      </details>
      {revoking && <Revoke apiKey={apiKey} onClose={() => setRevoking(false)} />}
    </li>
  )
}

function KeyState({ apiKey: { revokedAt, expiresAt } }: { apiKey: ApiKey }) {
  const t = useWords(networkWords)
  if (revokedAt) return <Mark>{t('apiKey.revoked')}</Mark>
  if (expiresAt && Date.parse(expiresAt) < Date.now()) return <Mark tone="amber">{t('apiKey.expired')}</Mark>
  return <Mark tone="green">{t('apiKey.live')}</Mark>
}

function Revoke({ apiKey: { id, name }, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useWords(networkWords)
  const { act, pending, problem } = useAct(revokeApiKey)
  const revoke = async () => {
    try {
      await act({ params: { id } })
    } catch {
      return // stands in the dialog
    }
    notice({ text: t('apiKey.revokedDone') })
    onClose()
  }
  return (
    <Modal
      title={t('apiKey.revokeTitle', { name })}
      onClose={onClose}
      footer={
        <Button danger type="primary" loading={pending} onClick={() => void revoke()}>
          {t('apiKey.revoke')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('apiKey.revokeNamed', { name })}</p>
        <ProblemAlert failure={problem} />
      </div>
    </Modal>
  )
}
