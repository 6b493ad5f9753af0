import Button from 'antd/es/button'
import { businessDate } from '../../platform/business-date.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { Steps } from '../sales/use-steps.web.ts'
import { possibilitiesOf } from '../steps/step.web.ts'
import { handOverWords } from './hand-over.words.ts'
import { WarrantyTerms } from './WarrantyTerms.tsx'

/** The warranty of a car that was delivered by this sale, and the reminder that waits for an answer. */
export function WarrantyPanel({ page, steps }: { page: SalePage; steps: Steps }) {
  const t = useWords(handOverWords)
  const { delivery, invoices, reminder = null } = page.state
  if (!delivery) return null
  const { deliveredOn } = delivery
  const invoicedOn = invoices.find(each => each.reversedAt === null)?.issuedOn ?? null
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const mayAnswer = possibilitiesOf(page).some(each => each.kind === 'complete-reminder' && each.possible)
  return (
    <WarrantyTerms sold={{ deliveredOn, invoicedOn, reminder, today }}>
      {mayAnswer && (
        <Button size="small" onClick={() => steps.open('complete-reminder')}>
          {t('panel.answer')}
        </Button>
      )}
    </WarrantyTerms>
  )
}
