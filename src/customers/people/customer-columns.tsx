import { useOrganisationName } from '../../network/organisations/organisation-names.web.ts'
import type { Column } from '../../platform/web/kit/columns.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Dated, Unknown } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords, sourceText } from '../customers-words.web.ts'
import type { Customer } from './customers.contract.ts'

export function useCustomerColumns({ manyStores }: { manyStores: boolean }): readonly Column<Customer>[] {
  const t = useWords(customersWords)
  const storeName = useOrganisationName()
  const columns: (Column<Customer> | false)[] = [
    {
      key: 'name',
      title: t('name'),
      width: 220,
      sort: 'name',
      phone: 'title',
      render: customer => <CustomerName customer={customer} />,
    },
    { key: 'phone', title: t('phone'), width: 150, render: ({ phone }) => <Phone phone={phone} /> },
    {
      key: 'owner',
      title: t('owner'),
      width: 130,
      phone: 'mark',
      render: ({ owner }) => owner?.name ?? <Mark tone="amber">{t('pool')}</Mark>,
    },
    {
      key: 'source',
      title: t('source'),
      width: 130,
      render: ({ source }) => (source ? sourceText(source) : <Unknown />),
    },
    manyStores && {
      key: 'store',
      title: t('store'),
      width: 170,
      render: ({ dealerId }) => storeName(dealerId),
    },
    { key: 'number', title: t('number'), width: 130, phone: 'none', render: ({ number }) => number },
    {
      key: 'kind',
      title: t('kind.title'),
      width: 90,
      phone: 'none',
      render: ({ kind }) => t(`kind.${kind}`),
    },
    {
      key: 'createdAt',
      title: t('createdAt'),
      width: 150,
      sort: 'created',
      phone: 'none',
      render: ({ createdAt }) => <Dated at={createdAt} short />,
    },
    {
      key: 'updatedAt',
      title: t('updatedAt'),
      width: 150,
      optional: true,
      phone: 'none',
      render: ({ updatedAt }) => <Dated at={updatedAt} relative />,
    },
  ]
  return columns.filter(column => column !== false)
}

function CustomerName({ customer: { name, kind } }: { customer: Customer }) {
  const t = useWords(customersWords)
  return (
    <span title={name}>
      {kind === 'company' && (
        <>
          <Icon name="building" className="inline-icon" />
          <span className="sr">{t('kind.company')}</span>{' '}
        </>
      )}
      {name}
    </span>
  )
}

export function Phone({ phone }: { phone: string | null }) {
  return phone ? <span className="num">{phone}</span> : <Unknown />
}
