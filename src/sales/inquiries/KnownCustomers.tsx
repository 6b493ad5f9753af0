import { useKnownCustomers } from '../../customers/people/use-known-customers.web.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'

interface KnownCustomersProps {
  onChoose: (customer: { id: string; name: string; phone: string | null }) => void
}

/** Who at the store may be the same person already: the inquiry can be theirs. */
export function KnownCustomers({ onChoose }: KnownCustomersProps) {
  const t = useWords(salesWords)
  const { dealer } = useDealer()
  const duplicates = useKnownCustomers(dealer?.id)
  if (duplicates.length === 0) return null
  return (
    <div className="known-already" role="status">
      <p>
        <Icon name="warning" />
        <strong>{t('inquiry.duplicates')}</strong>
      </p>
      <p className="quiet">{t('inquiry.duplicatesText')}</p>
      <ul>
        {duplicates.map(({ by, customer }) => (
          <li key={customer?.id ?? by.join()}>
            <span>
              {customer ? (
                <>
                  <strong>{customer.name}</strong>{' '}
                  <span className="num">
                    {[customer.phone, customer.owner?.name].filter(Boolean).join(' · ')}
                  </span>
                </>
              ) : (
                t('inquiry.colleague')
              )}
              <small> {by.map(key => t(`inquiry.duplicateBy.${key}`)).join(' · ')}</small>
            </span>
            {customer && (
              <button type="button" className="tool-button" onClick={() => onChoose(customer)}>
                {t('inquiry.use')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
