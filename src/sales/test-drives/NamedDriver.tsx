import { useState } from 'react'
import { useReveal } from '../../customers/people/RevealDialog.tsx'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { send } from '../../platform/web/answers/client.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { readDriver, revealDriver } from './drivers.contract.ts'
import { driveWords } from './test-drives.words.ts'

/** Who drives in place of the customer; the licence number in full only after a reason, which is logged. */
export function NamedDriver({ saleId, testDriveId }: { saleId: string; testDriveId: string }) {
  const t = useWords(driveWords)
  const mayRead = useMay('test-drives', 'read')
  const mayReveal = useMay('test-drives', 'reveal')
  const params = { id: saleId, testDriveId }
  const { data } = useAnswer(readDriver, { params }, { enabled: mayRead })
  const [number, setNumber] = useState<string | null>(null)
  const [dialog, reveal] = useReveal(t('driver.licenceNumber'), async reason => {
    const answer = await send(revealDriver, { params, body: { reason } })
    return (await answer.json()) as { value: string }
  })
  if (!data) return null
  return (
    <small>
      {t('driver.now', { name: data.name, relation: t(`driver.is.${data.relation}`) })} ·{' '}
      <span className="num">{number ?? data.licenceMasked}</span>{' '}
      {mayReveal && number === null && (
        <button
          type="button"
          className="icon-button"
          aria-label={t('driver.reveal')}
          onClick={() => void reveal().then(setNumber, problemNotice)}
        >
          <Icon name="eye" />
        </button>
      )}
      {dialog}
    </small>
  )
}
