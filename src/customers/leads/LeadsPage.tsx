import { useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useState } from 'react'
import { ScreenViews } from '../../network/saved-views/ScreenViews.tsx'
import { usePatchSearch, useReplaceSearch } from '../../platform/web/address.ts'
import { useAnswer, useAnswerPages } from '../../platform/web/answers/answers.ts'
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
import { DistributeDialog } from './DistributeDialog.tsx'
import { inboxWords } from './inbox.words.ts'
import { useLeadColumns } from './lead-columns.tsx'
import { LeadSearch, useLeadFilters, useLeadQuery, useLeadTabs } from './lead-search.web.ts'
import { exportLeads, listLeads, summariseLeads } from './leads.contract.ts'
import { NewLeadDialog } from './NewLeadDialog.tsx'
import '../customers.css'

/** Leads: the open ones first, one's own and the pool's a press away. */
export function LeadsPage() {
  const t = useWords(customersWords)
  const search = LeadSearch.parse(useSearch({ from: '/shell/leads' }))
  const patch = usePatchSearch<LeadSearch>()
  const replace = useReplaceSearch()
  const { dealer, dealers } = useDealer()
  const [asking, setAsking] = useState<'add' | 'distribute' | null>(null)
  const mayDistribute = useMay('assignments', 'create') && (dealer !== null || dealers.length === 1)
  const query = useLeadQuery(search)
  const list = useAnswerPages(listLeads, { query })
  const { data: counts } = useAnswer(summariseLeads, { query: { dealerId: dealer?.id } })
  const columns = useLeadColumns({ manyStores: dealer === null && dealers.length > 1 })
  const [choice, choose] = useColumnChoice('leads')
  const mayExport = useMay('leads', 'export')
  const add = useMay('leads', 'create') && (
    <Button type="primary" onClick={() => setAsking('add')}>
      {t('newLead')}
    </Button>
  )
  return (
    <Page
      fixed
      title={t('leads')}
      actions={
        <>
          {mayDistribute && counts && counts.pool > 0 && (
            <Button onClick={() => setAsking('distribute')}>{inboxWords('distribute')}</Button>
          )}
          {add}
        </>
      }
    >
      <ScreenViews
        screen="leads"
        label={t('leadTabs.title')}
        builtIn={useLeadTabs(counts)}
        search={search}
        onChoose={replace}
      />
      <FilterBar
        text={{ name: 'q', label: t('leadFind') }}
        filters={useLeadFilters()}
        search={{ ...search }}
        onChange={patch}
        tools={
          <>
            <ColumnChooser columns={columns} choice={choice} onChange={choose} />
            {mayExport && <ExportButton contract={exportLeads} query={query} />}
          </>
        }
      />
      <DataTable
        name="leads"
        label={t('leads')}
        columns={columns}
        rows={list.first && list.items}
        rowKey={({ id }) => id}
        href={({ id }) => `/leads/${id}`}
        more={list.more}
        failure={list.error}
        empty={<NoLeads filtered={Object.values(search).some(Boolean)} clear={() => replace({})} add={add} />}
      />
      {asking === 'add' && <NewLeadDialog onClose={() => setAsking(null)} />}
      {asking === 'distribute' && <DistributeDialog dealerId={dealer?.id} onClose={() => setAsking(null)} />}
    </Page>
  )
}

interface NoLeadsProps {
  filtered: boolean
  clear: () => void
  add: React.ReactNode
}

function NoLeads({ filtered, clear, add }: NoLeadsProps) {
  const t = useWords(customersWords)
  const mayImport = useMay('imports', 'create')
  if (filtered)
    return (
      <EmptyState
        icon="lead"
        why={t('empty.leadsFiltered')}
        action={<Button onClick={clear}>{t('empty.clear')}</Button>}
      />
    )
  return (
    <EmptyState
      icon="lead"
      why={t('empty.leads')}
      action={add}
      other={
        mayImport && (
          <ActionLink to="/imports" search={{ kind: 'leads' }}>
            {t('empty.importLeads')}
          </ActionLink>
        )
      }
    />
  )
}
