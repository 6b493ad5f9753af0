import type { ReactNode } from 'react'
import { Dated, Money, Unknown } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { carWord, salesWords, trimWord } from '../sale-words.web.ts'
import type { SalePage } from './sale-page.contract.ts'

/** What one wants to know at a glance: the car, whose it is, the money. */
export function SaleHeadline({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  const { owner, state, amounts } = page
  const currency = amounts.currency ?? 'CNY'
  const signed = state.contract !== null
  return (
    <dl className="headline panel">
      <Figure name={t('sale.car')} wide>
        {carTitle(page) ?? <span className="quiet">{t('sale.noCar')}</span>}
      </Figure>
      <Figure name={t('sale.owner')}>{owner?.name ?? t('sale.noOwner')}</Figure>
      <Figure name={t(signed ? 'sale.amount' : 'sale.quoted')}>
        <Money minor={amounts.amountMinor} currency={currency} />
      </Figure>
      <Figure name={t('sale.paid')}>
        <Money minor={amounts.paidMinor} currency={currency} />
      </Figure>
      <Figure name={t(amounts.creditMinor > 0 ? 'sale.credit' : 'sale.due')}>
        {amounts.dueMinor === 0 && amounts.creditMinor === 0 ? (
          <span className="is-good">{t('sale.settled')}</span>
        ) : (
          <Money minor={amounts.creditMinor || amounts.dueMinor} currency={currency} />
        )}
      </Figure>
      <Figure name={t('sale.followUp')}>{state.followUp ? <FollowUpDay page={page} /> : <Unknown />}</Figure>
    </dl>
  )
}

function Figure({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'is-wide' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function FollowUpDay({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  const { dueOn } = page.state.followUp ?? {}
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: page.dealer.timeZone }).format(new Date())
  const late = dueOn !== undefined && dueOn < today
  return (
    <span className={late ? 'is-late' : undefined}>
      <Dated day={dueOn} /> {late && <small>{t('sale.overdue')}</small>}
    </span>
  )
}

/** The car by name, else the trim it is about. */
export function carTitle({ car, trim }: SalePage): string | null {
  if (trim) return trimWord(trim)
  return car ? carWord(car) : null
}
