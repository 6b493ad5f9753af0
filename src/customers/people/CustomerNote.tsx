import { EditInPlace } from '../../platform/web/kit/EditInPlace.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { useCustomerEdits } from './customer-edits.web.ts'
import type { CustomerDetail } from './customers.contract.ts'

/** Free words on a customer; not shown where names are masked, for it may hold one. */
export function CustomerNote({ customer }: { customer: CustomerDetail }) {
  const t = useWords(customersWords)
  const edits = useCustomerEdits(customer)
  if (customer.note === null) return null
  return (
    <section className="panel panel-section">
      <h2>{t('note')}</h2>
      {customer.may.edit ? (
        <EditInPlace
          label={t('note')}
          type="multiline"
          {...edits(
            current => current.note ?? '',
            note => ({ note }),
          )}
        >
          <span className={customer.note ? 'customer-note' : 'quiet'}>{customer.note || t('noteHint')}</span>
        </EditInPlace>
      ) : (
        <p className="customer-note">{customer.note || '—'}</p>
      )}
    </section>
  )
}
