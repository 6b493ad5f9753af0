import { Link } from '@tanstack/react-router'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import type { Duplicate } from './duplicates.contract.ts'
import { useKnownCustomers } from './use-known-customers.web.ts'

/** Warns while a new customer is typed that the store may know them already. */
export function Duplicates({ dealerId }: { dealerId?: string }) {
  const t = useWords(customersWords)
  const known = useKnownCustomers(dealerId)
  if (known.length === 0) return null
  return (
    <section className="duplicates" aria-live="polite">
      <h2>
        <Icon name="warning" /> {t('duplicate.title')}
      </h2>
      <ul>
        {known.map((duplicate, index) => (
          <DuplicateLine key={duplicate.customer?.id ?? index} duplicate={duplicate} />
        ))}
      </ul>
      <p>{t('creating.anyway')}</p>
    </section>
  )
}

function DuplicateLine({ duplicate: { by, customer } }: { duplicate: Duplicate }) {
  const t = useWords(customersWords)
  const why = by.map(key => t(`duplicate.${key}`)).join(' · ')
  if (!customer)
    return (
      <li>
        {t('duplicate.colleague')} <span>{why}</span>
      </li>
    )
  const { id, name, number, phone, owner } = customer
  return (
    <li>
      <Link to="/customers/$id" params={{ id }} target="_blank">
        {name} {number}
      </Link>{' '}
      <span>{[why, phone, owner?.name ?? t('pool')].filter(Boolean).join(' · ')}</span>
    </li>
  )
}
