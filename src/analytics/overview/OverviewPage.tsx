import { getRouteApi } from '@tanstack/react-router'
import { listStaff } from '../../network/staff/staff.contract.ts'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { codeWord } from '../../sales/sale-words.web.ts'
import { salesZh } from '../../sales/sales.words.ts'
import { Consultants, Endings, Sources, Stores, Wins } from './Breakdowns.tsx'
import { Funnel, KeyFigures, Monthly, Times } from './Courses.tsx'
import { readOverview } from './overview.contract.ts'
import { overviewWords } from './overview.words.ts'
import '../analytics.css'

const routeApi = getRouteApi('/shell/overview')
const periods = ['3', '6', '12', '24'] as const

/** How the stores sell: from the month of inquiry to the reason of the end, every number with its sales. */
export function OverviewPage() {
  const t = useWords(overviewWords)
  const { months = 12, ownerId, source } = routeApi.useSearch()
  const patch = usePatchSearch<{ months?: number; ownerId?: string; source?: string }>()
  const { dealer } = useDealer()
  const query = { dealerId: dealer?.id, ownerId, source, months }
  const { data, error } = useAnswer(readOverview, { query }, { topics: ['sales', 'targets'] })
  const narrowed = { dealerId: dealer?.id, ownerId, source }
  const part = data && { overview: data, narrowed }
  return (
    <Page
      title={t('title')}
      mark={data && t('period', { from: data.from, to: data.to })}
      actions={
        <div className="figures-tools">
          <OwnerChoice dealerId={dealer?.id} value={ownerId} onChange={next => patch({ ownerId: next })} />
          <SourceChoice value={source} onChange={next => patch({ source: next })} />
          <Segments
            label={t('months')}
            value={periods.find(period => Number(period) === months) ?? '12'}
            onChange={next => patch({ months: Number(next) })}
            options={periods.map(value => ({ value, label: t('lastMonths', { count: Number(value) }) }))}
          />
        </div>
      }
    >
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <RowsSkeleton />}
      {data && !data.fresh && <p role="status">{t('stale')}</p>}
      {data && data.dealers.length === 0 && <EmptyState why={t('empty')} />}
      {part && part.overview.dealers.length > 0 && (
        <div className="figures">
          <KeyFigures {...part} />
          <Funnel {...part} />
          <div className="figures-two">
            <Monthly {...part} />
            <Times {...part} />
            <Sources {...part} />
            <Wins {...part} />
            <Endings {...part} />
          </div>
          <Consultants {...part} />
          <Stores {...part} />
        </div>
      )}
    </Page>
  )
}

interface ChoiceProps {
  value: string | undefined
  onChange: (next: string | undefined) => void
}

/** Only within one store, and for those who know its people. */
function OwnerChoice({ dealerId, value, onChange }: ChoiceProps & { dealerId: string | undefined }) {
  const t = useWords(overviewWords)
  const may = useMay('staff', 'read')
  const { data } = useAnswer(
    listStaff,
    { query: { role: 'consultant', state: 'any', organisationId: dealerId, limit: 100 } },
    { enabled: may && dealerId !== undefined, staleTime: 600_000 },
  )
  if (!may || dealerId === undefined) return null
  return (
    <select
      aria-label={t('owner')}
      value={value ?? ''}
      onChange={event => onChange(event.target.value || undefined)}
    >
      <option value="">{t('everyOwner')}</option>
      {(data?.items ?? []).map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

function SourceChoice({ value, onChange }: ChoiceProps) {
  const t = useWords(overviewWords)
  return (
    <select
      aria-label={t('source')}
      value={value ?? ''}
      onChange={event => onChange(event.target.value || undefined)}
    >
      <option value="">{t('everySource')}</option>
      {Object.keys(salesZh.source).map(source => (
        <option key={source} value={source}>
          {codeWord('source', source)}
        </option>
      ))}
    </select>
  )
}
