import { useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useStores } from '../../network/organisations/organisation-names.web.ts'
import { ScreenViews } from '../../network/saved-views/ScreenViews.tsx'
import { usePatchSearch, useReplaceSearch } from '../../platform/web/address.ts'
import { useAnswer, useAnswerPages } from '../../platform/web/answers/answers.ts'
import { ActionLink } from '../../platform/web/kit/ActionLink.tsx'
import { ColumnChooser } from '../../platform/web/kit/ColumnChooser.tsx'
import { DataTable, useColumnChoice } from '../../platform/web/kit/DataTable.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { ExportButton } from '../../platform/web/kit/ExportButton.tsx'
import { FilterBar } from '../../platform/web/kit/FilterBar.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { useStockFilters, useStockTabs } from './stock-filters.web.ts'
import { orderOf, StockSearch, sortOf, useStockQuery } from './stock-search.web.ts'
import { useVehicleColumns } from './vehicle-columns.tsx'
import { exportVehicles, listVehicles, summariseVehicles } from './vehicles.contract.ts'
import './vehicles.css'

/** Stock: what stands at the store or is on its way, and on request what the network has. */
export function VehiclesPage() {
  const search = StockSearch.parse(useSearch({ from: '/shell/vehicles' }))
  const t = useWords(inventoryWords)
  const patch = usePatchSearch<StockSearch>()
  const replace = useReplaceSearch()
  const query = useStockQuery(search)
  const list = useAnswerPages(listVehicles, { query })
  const { data: counts } = useAnswer(summariseVehicles, { query: { dealerId: query.dealerId } })
  const stores = useStores()
  const columns = useVehicleColumns({ manyStores: query.dealerId === undefined && stores.length > 1 })
  const [choice, choose] = useColumnChoice('vehicles')
  const mayExport = useMay('vehicles', 'export')
  return (
    <Page fixed title={t('vehicles')} actions={<ReceiveButton />}>
      <ScreenViews
        screen="vehicles"
        label={t('tabs')}
        builtIn={useStockTabs(counts)}
        search={search}
        onChoose={replace}
      />
      <FilterBar
        text={{ name: 'q', label: t('find') }}
        filters={useStockFilters()}
        search={{ ...search }}
        onChange={patch}
        tools={
          <>
            <ColumnChooser columns={columns} choice={choice} onChange={choose} />
            {mayExport && <ExportButton contract={exportVehicles} query={query} />}
          </>
        }
      />
      <DataTable
        name="vehicles"
        label={t('vehicles')}
        columns={columns}
        rows={list.first && list.items}
        rowKey={({ episodeId }) => episodeId}
        href={({ id }) => `/vehicles/${id}`}
        sort={sortOf(search.order)}
        onSort={sort => patch({ order: orderOf(sort, search.order) })}
        more={list.more}
        failure={list.error}
        empty={<NoStock filtered={Object.values(search).some(Boolean)} clear={() => replace({})} />}
      />
    </Page>
  )
}

function ReceiveButton() {
  const t = useWords(inventoryWords)
  if (!useMay('vehicles', 'create')) return null
  return (
    <ActionLink primary to="/vehicles/new">
      {t('receive')}
    </ActionLink>
  )
}

function NoStock({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const t = useWords(inventoryWords)
  const mayImport = useMay('imports', 'create')
  if (filtered)
    return (
      <EmptyState
        icon="vehicle"
        why={t('empty.filtered')}
        action={<Button onClick={clear}>{t('empty.clear')}</Button>}
      />
    )
  return (
    <EmptyState
      icon="vehicle"
      why={t('empty.stock')}
      action={<ReceiveButton />}
      other={
        mayImport && (
          <ActionLink to="/imports" search={{ kind: 'stock' }}>
            {t('empty.import')}
          </ActionLink>
        )
      }
    />
  )
}
