import { useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { ScreenViews } from '../../network/saved-views/ScreenViews.tsx'
import { usePatchSearch, useReplaceSearch } from '../../platform/web/address.ts'
import { useAnswerPages } from '../../platform/web/answers/answers.ts'
import { ActionLink } from '../../platform/web/kit/ActionLink.tsx'
import { ColumnChooser } from '../../platform/web/kit/ColumnChooser.tsx'
import { DataTable, useColumnChoice } from '../../platform/web/kit/DataTable.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { ExportButton } from '../../platform/web/kit/ExportButton.tsx'
import { FilterBar } from '../../platform/web/kit/FilterBar.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { useCustomerColumns } from './customer-columns.tsx'
import {
  CustomerSearch,
  useCustomerFilters,
  useCustomerQuery,
  useCustomerTabs,
} from './customer-search.web.ts'
import { exportCustomers, listCustomers } from './customers.contract.ts'
import '../customers.css'

/** Customers that the reader may see: their own and the pool, or the whole store's. */
export function CustomersPage() {
  const t = useWords(customersWords)
  const search = CustomerSearch.parse(useSearch({ from: '/shell/customers' }))
  const patch = usePatchSearch<CustomerSearch>()
  const replace = useReplaceSearch()
  const { dealer, dealers } = useDealer()
  const query = useCustomerQuery(search)
  const list = useAnswerPages(listCustomers, { query })
  const columns = useCustomerColumns({ manyStores: dealer === null && dealers.length > 1 })
  const [choice, choose] = useColumnChoice('customers')
  const mayExport = useMay('customers', 'export')
  return (
    <Page fixed title={t('customers')} actions={<NewButton />}>
      <ScreenViews
        screen="customers"
        label={t('tabs.title')}
        builtIn={useCustomerTabs()}
        search={search}
        onChoose={replace}
      />
      <FilterBar
        text={{ name: 'q', label: t('find') }}
        filters={useCustomerFilters()}
        search={{ ...search }}
        onChange={patch}
        tools={
          <>
            <ColumnChooser columns={columns} choice={choice} onChange={choose} />
            {mayExport && <ExportButton contract={exportCustomers} query={query} />}
          </>
        }
      />
      <DataTable
        name="customers"
        label={t('customers')}
        columns={columns}
        rows={list.first && list.items}
        rowKey={({ id }) => id}
        href={({ id }) => `/customers/${id}`}
        sort={search.order === 'name' ? 'name' : '-created'}
        onSort={sort =>
          patch({ order: sort.endsWith('name') && search.order !== 'name' ? 'name' : undefined })
        }
        more={list.more}
        failure={list.error}
        empty={<NoCustomers filtered={Object.values(search).some(Boolean)} clear={() => replace({})} />}
      />
    </Page>
  )
}

function NewButton() {
  const t = useWords(customersWords)
  if (!useMay('customers', 'create')) return null
  return (
    <ActionLink primary to="/customers/new">
      {t('newCustomer')}
    </ActionLink>
  )
}

function NoCustomers({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const t = useWords(customersWords)
  const mayImport = useMay('imports', 'create')
  if (filtered)
    return (
      <EmptyState
        icon="customers"
        why={t('empty.filtered')}
        action={<Button onClick={clear}>{t('empty.clear')}</Button>}
      />
    )
  return (
    <EmptyState
      icon="customers"
      why={t('empty.customers')}
      action={<NewButton />}
      other={
        mayImport && (
          <ActionLink to="/imports" search={{ kind: 'customers' }}>
            {t('empty.import')}
          </ActionLink>
        )
      }
    />
  )
}
