import { useWords } from '../../platform/web/words/words.ts'
import { Checklist } from '../deliveries/Checklist.tsx'
import { PrintLink } from '../print/PrintLink.tsx'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from './sale-page.contract.ts'

/** The gate of the delivery, from the contract on. */
export function ChecklistPanel({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  if (!page.state.contract) return null
  const done = page.checklist.filter(item => item.done).length
  return (
    <section className="panel side-panel">
      <h2>
        {t('sale.checklist')}
        <small>{t('sale.checklistDone', { done, total: page.checklist.length })}</small>{' '}
        <PrintLink saleId={page.id} sheet="delivery" name={t('sale.checklist')} />
      </h2>
      <Checklist page={page} />
    </section>
  )
}
