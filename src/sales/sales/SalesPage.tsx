import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { ScreenViews } from '../../network/saved-views/ScreenViews.tsx'
import { listStaff } from '../../network/staff/staff.contract.ts'
import { usePatchSearch, useReplaceSearch } from '../../platform/web/address.ts'
import { useAnswer, useAnswerPages } from '../../platform/web/answers/answers.ts'
import { ColumnChooser } from '../../platform/web/kit/ColumnChooser.tsx'
import { DataTable, useColumnChoice } from '../../platform/web/kit/DataTable.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { ExportButton } from '../../platform/web/kit/ExportButton.tsx'
import { type Filter, FilterBar } from '../../platform/web/kit/FilterBar.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { useKey } from '../../platform/web/shell/keys.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { usePhone } from '../../platform/web/shell/phone.ts'
import { language, useWords } from '../../platform/web/words/words.ts'
import { NewInquiryButton } from '../inquiries/NewInquiryButton.tsx'
import { intentLevels, stageCodes } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import { salesZh } from '../sales.words.ts'
import { courseFilters } from './course-filters.web.ts'
import { saleColumns } from './sale-list-columns.tsx'
import { countSales, exportSales, listSales, saleTabFilters, saleTabs } from './sales.contract.ts'

const routeApi = getRouteApi('/shell/sales')
/** Orders that begin with the largest or latest; the follow-up that is due first comes first. */
const falling = ['newest', 'amount', 'stage-since']

/** All sales within reach: filtered, ordered and kept as views by their address. */
export function SalesPage() {
  const t = useWords(salesWords)
  const search = routeApi.useSearch()
  const patch = usePatchSearch<typeof search>()
  const replace = useReplaceSearch()
  const { dealer } = useDealer()
  const query = { ...search, dealerId: search.dealerId ?? dealer?.id }
  const { items, first, error, more, isPending } = useAnswerPages(listSales, { query })
  const columns = saleColumns(dealer === null, useMay('assignments', 'create'))
  const [choice, choose] = useColumnChoice('sales')
  const mayExport = useMay('sales', 'export')
  const order = search.order ?? 'newest'
  const phone = usePhone()
  useEditKey(items)
  const filtered = Object.values(search).some(value => value !== undefined)
  return (
    <Page title={t('list.title')} fixed actions={!phone && <NewInquiryButton />}>
      <Views search={search} dealerId={dealer?.id} onChoose={replace} />
      <FilterBar
        search={search}
        onChange={patch}
        text={{ name: 'q', label: t('list.search') }}
        filters={useFilters(dealer?.id, search)}
        tools={
          <>
            <ColumnChooser columns={columns} choice={choice} onChange={choose} />
            {mayExport && <ExportButton contract={exportSales} query={{ ...query, language: language() }} />}
          </>
        }
      />
      <DataTable
        name="sales"
        label={t('list.title')}
        columns={columns}
        rows={isPending || !first ? undefined : items}
        rowKey={line => line.id}
        href={line => `/sales/${line.id}`}
        sort={falling.includes(order) ? `-${order}` : order}
        onSort={sort => patch({ order: sort.replace('-', '') as typeof order })}
        more={more}
        failure={error}
        empty={
          <EmptyState
            why={t(filtered ? 'list.emptyFiltered' : 'list.empty')}
            action={
              filtered ? <Button onClick={() => replace({})}>{t('list.clear')}</Button> : <NewInquiryButton />
            }
          />
        }
      />
    </Page>
  )
}

interface ViewsProps {
  search: Record<string, unknown>
  dealerId: string | undefined
  onChoose: (search: Record<string, unknown>) => void
}

function Views({ search, dealerId, onChoose }: ViewsProps) {
  const t = useWords(salesWords)
  const { data } = useAnswer(countSales, { query: { dealerId } }, { topics: ['sales', 'saved-views'] })
  const builtIn = saleTabs.map(tab => ({
    id: tab,
    name: t(`list.tab.${tab}`),
    search: saleTabFilters[tab],
    count: data?.tabs.find(each => each.tab === tab)?.count,
    more: data?.tabs.find(each => each.tab === tab)?.more,
  }))
  const counts = Object.fromEntries((data?.views ?? []).map(view => [view.viewId, view]))
  return (
    <ScreenViews
      screen="sales"
      counts={counts}
      label={t('list.views')}
      builtIn={builtIn}
      search={search}
      onChoose={onChoose}
    />
  )
}

function useFilters(dealerId: string | undefined, search: object): Filter[] {
  const t = useWords(salesWords)
  const mayStaff = useMay('staff', 'read')
  const team = useMay('assignments', 'create')
  const { data } = useAnswer(
    listStaff,
    { query: { role: 'consultant', state: 'any', organisationId: dealerId, limit: 100 } },
    { enabled: mayStaff && team, staleTime: 600_000 },
  )
  const owners = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const sources = Object.keys(salesZh.source) as (keyof typeof salesZh.source)[]
  return [
    {
      kind: 'choice',
      name: 'stage',
      many: true,
      label: t('columns.stage'),
      options: stageCodes.map(value => ({ value, label: t(`stage.${value}`) })),
    },
    ...(mayStaff && team
      ? [{ kind: 'choice' as const, name: 'ownerId', many: true, label: t('columns.owner'), options: owners }]
      : []),
    {
      kind: 'choice',
      name: 'source',
      many: true,
      label: t('columns.source'),
      options: sources.map(value => ({ value, label: t(`source.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'intentLevel',
      many: true,
      label: t('columns.intentLevel'),
      options: intentLevels.map(value => ({ value, label: `${value} · ${t(`levelMeaning.${value}`)}` })),
    },
    { kind: 'dates', from: 'inquiredFrom', to: 'inquiredTo', label: t('list.inquired') },
    ...courseFilters(search),
  ]
}

/** E on a row records its follow-up. */
function useEditKey(items: readonly { id: string }[]) {
  const t = useWords(salesWords)
  const navigate = useNavigate()
  useKey(
    'e',
    () => t('list.edit'),
    () => {
      const index = document.activeElement?.closest('[data-index]')?.getAttribute('data-index')
      const line = index === null || index === undefined ? undefined : items[Number(index)]
      if (!line) return
      void navigate({ to: '/sales/$id', params: { id: line.id }, search: { do: 'complete-follow-up' } })
    },
  )
}
