import { useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { usePatchSearch, useReplaceSearch } from '../../platform/web/address.ts'
import { useAnswerPages } from '../../platform/web/answers/answers.ts'
import { ColumnChooser } from '../../platform/web/kit/ColumnChooser.tsx'
import { DataTable, useColumnChoice } from '../../platform/web/kit/DataTable.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { ExportButton } from '../../platform/web/kit/ExportButton.tsx'
import { FilterBar } from '../../platform/web/kit/FilterBar.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { ScreenViews } from '../saved-views/ScreenViews.tsx'
import { auditDays, exportAudit, listAudit } from './audit.contract.ts'
import { useAuditColumns } from './audit-columns.tsx'
import { AuditSearch, useAuditFilters, useAuditQuery, useAuditTabs } from './audit-search.web.ts'
import { auditWords } from './audit-words.web.ts'

/** Who did, saw or exported what. */
export function AuditPage() {
  const t = useWords(auditWords)
  const search = AuditSearch.parse(useSearch({ from: '/shell/audit' }))
  const patch = usePatchSearch<AuditSearch>()
  const replace = useReplaceSearch()
  const query = useAuditQuery(search)
  const list = useAnswerPages(listAudit, { query })
  const columns = useAuditColumns()
  const [choice, choose] = useColumnChoice('audit')
  const mayExport = useMay('audit', 'export')
  const isRecent = search.from === undefined && search.q === undefined
  return (
    <Page
      fixed
      title={t('title')}
      mark={isRecent && <span className="quiet">{t('recent', { days: auditDays })}</span>}
    >
      <ScreenViews
        screen="audit"
        label={t('tabs.title')}
        builtIn={useAuditTabs()}
        search={search}
        onChoose={replace}
      />
      <FilterBar
        text={{ name: 'q', label: t('search') }}
        filters={useAuditFilters()}
        search={{ ...search }}
        onChange={patch}
        tools={
          <>
            <ColumnChooser columns={columns} choice={choice} onChange={choose} />
            {mayExport && <ExportButton contract={exportAudit} query={query} />}
          </>
        }
      />
      <DataTable
        name="audit"
        label={t('title')}
        columns={columns}
        rows={list.first && list.items}
        rowKey={({ id }) => id}
        more={list.more}
        failure={list.error}
        empty={<Nothing filtered={Object.values(search).some(Boolean)} clear={() => replace({})} />}
      />
    </Page>
  )
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const t = useWords(auditWords)
  if (!filtered) return <EmptyState icon="shield" why={t('noneAtAll', { days: auditDays })} />
  return <EmptyState icon="shield" why={t('none')} action={<Button onClick={clear}>{t('clear')}</Button>} />
}
