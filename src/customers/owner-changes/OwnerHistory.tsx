import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { inboxWords } from '../leads/inbox.words.ts'
import type { OwnerChange } from './owner-changes.contract.ts'

/** From whom to whom, and why; nothing when it never changed hands. */
export function OwnerHistory({ changes }: { changes: readonly OwnerChange[] }) {
  const t = useWords(inboxWords)
  const w = useWords(customersWords)
  if (changes.length === 0) return null
  return (
    <section className="panel panel-section">
      <h2>{t('owners')}</h2>
      <ol className="plain-rows">
        {changes.map(({ id, from, to, cause, by, at }) => (
          <li key={id}>
            <p>
              {t('owner', { from: from?.name ?? w('pool'), to: to?.name ?? w('pool') })}
              <Mark tone="grey">{t(`cause.${cause}`)}</Mark>
              <span className="quiet">
                {by?.name ?? t('bySystem')} · <Dated at={at} short />
              </span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
