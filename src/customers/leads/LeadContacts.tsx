import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inboxWords } from './inbox.words.ts'
import type { LeadDetail } from './leads.contract.ts'

/** Who was in touch, how and with what result. */
export function LeadContacts({ lead }: { lead: LeadDetail }) {
  const t = useWords(inboxWords)
  return (
    <section className="panel panel-section">
      <h2>{t('history')}</h2>
      {lead.contacts.length === 0 ? (
        <p className="quiet">{t('noContacts')}</p>
      ) : (
        <ol className="plain-rows">
          {lead.contacts.map(({ id, channel, result, automatic, note, by, at }) => (
            <li key={id}>
              <p>
                {t(`channel.${channel}`)} · {t(`result.${result}`)}
                {automatic && <Mark tone="grey">{t('automatic')}</Mark>}
                <span className="quiet">
                  {by.name} · <Dated at={at} short />
                </span>
              </p>
              {note && <p className="customer-note">{note}</p>}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
