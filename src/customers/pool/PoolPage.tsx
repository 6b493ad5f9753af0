import { useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { z } from 'zod'
import { readStoreRules } from '../../network/store-rules/store-rules.contract.ts'
import { useReplaceSearch } from '../../platform/web/address.ts'
import { useAct, useAnswer, useAnswerPages } from '../../platform/web/answers/answers.ts'
import type { Column } from '../../platform/web/kit/columns.ts'
import { DataTable } from '../../platform/web/kit/DataTable.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { useLeadColumns } from '../leads/lead-columns.tsx'
import { listLeads } from '../leads/leads.contract.ts'
import { useCustomerColumns } from '../people/customer-columns.tsx'
import { type Customer, listCustomers } from '../people/customers.contract.ts'
import { claimCustomer } from './pool.contract.ts'
import { poolWords } from './pool.words.ts'
import '../customers.css'

const PoolSearch = z.object({ of: z.enum(['leads', 'customers']).default('leads').catch('leads') })

/** What belongs to nobody: to be claimed, the longest waiting first. */
export function PoolPage() {
  const t = useWords(poolWords)
  const { of } = PoolSearch.parse(useSearch({ from: '/shell/pool' }))
  const replace = useReplaceSearch()
  return (
    <Page fixed title={t('title')}>
      <div className="pool-switch stack-tight">
        <Rules />
        <Segments
          label={t('of')}
          value={of}
          onChange={next => replace({ of: next })}
          options={(['leads', 'customers'] as const).map(value => ({ value, label: t(value) }))}
        />
      </div>
      {of === 'leads' ? <PooledLeads /> : <PooledCustomers />}
    </Page>
  )
}

/** What the store allows, in a sentence. */
function Rules() {
  const t = useWords(poolWords)
  const { dealer, dealers } = useDealer()
  const organisationId = (dealer ?? dealers[0])?.id ?? ''
  const { data } = useAnswer(
    readStoreRules,
    { query: { organisationId } },
    { enabled: organisationId !== '' },
  )
  if (!data) return null
  const { recycleDays, heldLeadsMax: leads, heldCustomersMax: customers } = data.effective
  const values = { days: recycleDays, leads, customers }
  return <p className="quiet">{recycleDays > 0 ? t('text', values) : t('textNoRecycling', values)}</p>
}

function PooledLeads() {
  const t = useWords(poolWords)
  const { dealer, dealers } = useDealer()
  const query = {
    owner: 'pool' as const,
    state: 'open' as const,
    order: 'urgent' as const,
    dealerId: dealer?.id,
  }
  const list = useAnswerPages(listLeads, { query })
  const hidden = ['owner', 'state']
  const columns = useLeadColumns({ manyStores: dealer === null && dealers.length > 1 })
  return (
    <DataTable
      name="pool-leads"
      label={t('leads')}
      columns={columns
        .filter(({ key }) => !hidden.includes(key))
        .map(column => (column.key === 'claim' ? { ...column, phone: 'mark' as const } : column))}
      rows={list.first && list.items}
      rowKey={({ id }) => id}
      href={({ id }) => `/leads/${id}`}
      more={list.more}
      failure={list.error}
      empty={<EmptyState icon="pool" why={t('noLeads')} />}
    />
  )
}

function PooledCustomers() {
  const t = useWords(poolWords)
  const { dealer, dealers } = useDealer()
  const query = { owner: 'pool' as const, dealerId: dealer?.id }
  const list = useAnswerPages(listCustomers, { query })
  const columns = useCustomerColumns({ manyStores: dealer === null && dealers.length > 1 })
  const claim: Column<Customer> = {
    key: 'claim',
    title: t('claim'),
    width: 88,
    phone: 'mark',
    render: customer => <ClaimCustomer customer={customer} />,
  }
  return (
    <DataTable
      name="pool-customers"
      label={t('customers')}
      columns={[...columns.filter(({ key }) => key !== 'owner'), claim]}
      rows={list.first && list.items}
      rowKey={({ id }) => id}
      href={({ id }) => `/customers/${id}`}
      more={list.more}
      failure={list.error}
      empty={<EmptyState icon="pool" why={t('noCustomers')} />}
    />
  )
}

function ClaimCustomer({ customer }: { customer: Customer }) {
  const t = useWords(poolWords)
  const mayEdit = useMay('customers', 'edit')
  const { act, pending } = useAct(claimCustomer, { topics: ['customers'] })
  if (!mayEdit) return null
  return (
    <Button
      size="small"
      loading={pending}
      aria-label={t('claimNamed', { name: customer.name })}
      onClick={() =>
        void act({ params: { id: customer.id } }).then(
          ({ sales }) =>
            notice({ text: sales > 0 ? t('claimedWithSales', { count: sales }) : t('claimedCustomer') }),
          problemNotice,
        )
      }
    >
      {t('claim')}
    </Button>
  )
}
