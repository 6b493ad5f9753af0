import { useAnswer } from '../../platform/web/answers/answers.ts'
import { dateTimeShort } from '../../platform/web/kit/figures.ts'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { listReceptions } from '../receptions/receptions.contract.ts'
import { receptionWords } from '../receptions/receptions-words.web.ts'
import { TakeButton } from '../receptions/TakeButton.tsx'
import { Section } from './Work.tsx'

/** One's customers whom a colleague received: they wait to be taken over. */
export function AtTheDoor({ timeZone }: { timeZone: string | undefined }) {
  const t = useWords(receptionWords)
  const { data } = useDoor()
  if (!data || data.counts.waiting === 0) return null
  return (
    <Section id="at-the-door" title={t('atTheDoor')} count={data.counts.waiting} shown={data.items.length}>
      {data.items.map(each => (
        <li key={each.id} className="work">
          <b className="work-level">{each.intentLevel ?? '·'}</b>
          <div className="work-what">
            <p>
              <span className="work-name">
                {each.customer?.name ?? t('colleague', { name: each.owner?.name ?? '—' })}
              </span>
              <span className="work-why">
                {t(`kind.${each.kind}`)} · {dateTimeShort(each.receivedAt, new Date(), timeZone)}
              </span>
            </p>
            <p className="work-more">{t('receivedFor', { name: each.receivedBy?.name ?? '—' })}</p>
          </div>
          <div className="work-actions">
            <TakeButton reception={each} />
          </div>
        </li>
      ))}
    </Section>
  )
}

/** Visitors who wait for their consultant. */
export function useDoor() {
  const { dealer } = useDealer()
  const mayRead = useMay('receptions', 'read')
  const query = { dealerId: dealer?.id, waiting: true, limit: 20 }
  return useAnswer(listReceptions, { query }, { enabled: mayRead, topics: ['receptions'] })
}
