import Button from 'antd/es/button'
import { businessDate } from '../../platform/business-date.ts'
import { date } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { Fact } from '../sales/SaleFacts.tsx'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { Steps } from '../sales/use-steps.web.ts'
import { possibilitiesOf } from '../steps/step.web.ts'
import { handOverWords } from './hand-over.words.ts'
import { type WarrantyTerm, warrantyOf } from './warranty.rules.ts'
import './readiness.css'

/** What the law gives the buyer and until when (rule 8), and when the first service falls due. */
export function WarrantyPanel({ page, steps }: { page: SalePage; steps: Steps }) {
  const t = useWords(handOverWords)
  const { delivery, invoices, reminder } = page.state
  if (!delivery) return null
  const invoicedOn = invoices.find(each => each.reversedAt === null)?.issuedOn ?? delivery.deliveredOn
  const warranty = warrantyOf({ invoicedOn, deliveredOn: delivery.deliveredOn })
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const term = ({ until, km }: WarrantyTerm) => said(until, t('panel.untilKm', { date: date(until), km }))
  const said = (until: string, words: string) => (until < today ? `${words} · ${t('panel.ended')}` : words)
  const { powertrainExchangeUntil } = warranty
  const mayAnswer = possibilitiesOf(page).some(each => each.kind === 'complete-reminder' && each.possible)
  return (
    <section className="panel side-panel">
      <h2>
        {t('panel.warranty')}
        <small>{t('panel.warrantyFrom', { date: date(warranty.startsOn) })}</small>
      </h2>
      <dl className="facts warranty-terms">
        <Fact name={t('panel.repair')}>{term(warranty.repair)}</Fact>
        <Fact name={t('panel.replacement')}>{term(warranty.replacement)}</Fact>
        <Fact name={t('panel.severe')}>{term(warranty.severeFault)}</Fact>
        <Fact name={t('panel.powertrain')}>
          {said(powertrainExchangeUntil, t('panel.until', { date: date(powertrainExchangeUntil) }))}
        </Fact>
        {reminder && (
          <Fact name={t('panel.firstService')}>
            {reminder.result
              ? t(`reminderResult.${reminder.result}`)
              : t('panel.dueOrKm', { date: date(reminder.dueOn), km: reminder.dueKm })}
            {!reminder.result &&
              reminder.remindOn &&
              ` · ${t('panel.again', { date: date(reminder.remindOn) })}`}
          </Fact>
        )}
      </dl>
      {mayAnswer && (
        <Button size="small" onClick={() => steps.open('complete-reminder')}>
          {t('panel.answer')}
        </Button>
      )}
    </section>
  )
}
