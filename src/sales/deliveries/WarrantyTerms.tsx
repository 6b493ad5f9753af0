import type { ReactNode } from 'react'
import { date } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { handOverWords } from './hand-over.words.ts'
import type { SoldCar } from './warranties.contract.ts'
import { countedFrom, type WarrantyTerm, warrantyOf } from './warranty.rules.ts'
import '../sales/sale-page.css'
import './readiness.css'

interface WarrantyTermsProps {
  sold: Pick<SoldCar, 'deliveredOn' | 'invoicedOn' | 'reminder' | 'today'>
  /** what leads on from here */
  children?: ReactNode
}

/** What the law gives the buyer, until when and counted from what (rule 8), and when the first service falls due. */
export function WarrantyTerms({ sold, children }: WarrantyTermsProps) {
  const t = useWords(handOverWords)
  const { deliveredOn, invoicedOn, reminder, today } = sold
  const warranty = warrantyOf({ invoicedOn: invoicedOn ?? deliveredOn, deliveredOn })
  const term = ({ until, km }: WarrantyTerm) => said(until, t('panel.untilKm', { date: date(until), km }))
  const said = (until: string, words: string) => (until < today ? `${words} · ${t('panel.ended')}` : words)
  const { powertrainExchangeUntil: exchangeUntil } = warranty
  return (
    <section className="panel side-panel">
      <h2>
        {t('panel.warranty')}
        <small>{t('panel.warrantyFrom', { date: date(warranty.startsOn) })}</small>
      </h2>
      <dl className="facts warranty-terms">
        <Term name={t('panel.repair')}>{term(warranty.repair)}</Term>
        <Term name={t('panel.replacement')}>{term(warranty.replacement)}</Term>
        <Term name={t('panel.severe')}>{term(warranty.severeFault)}</Term>
        <Term name={t('panel.powertrain')}>
          {said(exchangeUntil, t('panel.until', { date: date(exchangeUntil) }))}
        </Term>
        {reminder && (
          <Term name={t('panel.firstService')}>
            {reminder.result
              ? t(`reminderResult.${reminder.result}`)
              : t('panel.dueOrKm', { date: date(reminder.dueOn), km: reminder.dueKm })}
            {!reminder.result &&
              reminder.remindOn &&
              ` · ${t('panel.again', { date: date(reminder.remindOn) })}`}
          </Term>
        )}
      </dl>
      <p className="side-note">
        {t(`countedFrom.${countedFrom(sold)}`, { invoiced: invoicedOn ? date(invoicedOn) : '' })}
      </p>
      {children}
    </section>
  )
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
