import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { type Steps, useSteps } from '../sales/use-steps.web.ts'
import { ApprovalCard } from './ApprovalCard.tsx'
import { type ApprovalItem, type ApprovalTab, approvalTabs, listApprovals } from './approval-list.contract.ts'
import { approvalWords } from './approvals.words.ts'
import { DelegationsPanel } from './DelegationsPanel.tsx'
import './approvals.css'

const StepDrawer = lazy(() =>
  import('../steps/StepDrawer.tsx').then(({ StepDrawer }) => ({ default: StepDrawer })),
)
const routeApi = getRouteApi('/shell/approvals')

/** Everything that waits for somebody's word: discounts, refunds, losses; decided here. */
export function ApprovalsPage() {
  const t = useWords(approvalWords)
  const { tab = 'waiting' } = routeApi.useSearch()
  const patch = usePatchSearch<{ tab?: ApprovalTab }>()
  const { dealer } = useDealer()
  const steps = useSteps()
  const mayDecide = useMay('approvals', 'review')
  const { data, error } = useAnswer(
    listApprovals,
    { query: { dealerId: dealer?.id, tab } },
    { topics: ['sales', 'approvals'], refetchInterval: 300_000 },
  )
  return (
    <Page
      title={t('title')}
      actions={
        <Segments
          label={t('tab.label')}
          value={tab}
          onChange={next => patch({ tab: next === 'waiting' ? undefined : next })}
          options={approvalTabs.map(value => ({ value, label: t(`tab.${value}`) }))}
        />
      }
    >
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <RowsSkeleton />}
      <div className="approvals">
        {data && <Lists items={data.items} tab={tab} steps={steps} />}
        {mayDecide && <DelegationsPanel />}
      </div>
      {steps.kind && steps.sale && (
        <Suspense fallback={null}>
          <StepDrawer saleId={steps.sale} kind={steps.kind} of={steps.of} onClose={steps.close} />
        </Suspense>
      )}
    </Page>
  )
}

function Lists({ items, tab, steps }: { items: readonly ApprovalItem[]; tab: ApprovalTab; steps: Steps }) {
  const t = useWords(approvalWords)
  if (items.length === 0) return <EmptyState why={t(`empty.${tab}`)} />
  if (tab !== 'waiting') return <Cards title={t(`tab.${tab}`)} items={items} steps={steps} />
  const mine = items.filter(each => each.forMe)
  const others = items.filter(each => !each.forMe)
  return (
    <div className="stack">
      {mine.length > 0 && <Cards title={t('forMe')} items={mine} steps={steps} />}
      {others.length > 0 && <Cards title={t('forOthers')} items={others} steps={steps} />}
    </div>
  )
}

function Cards({ title, items, steps }: { title: string; items: readonly ApprovalItem[]; steps: Steps }) {
  return (
    <section className="panel approval-list" aria-label={title}>
      <h2>
        {title} <small>{items.length}</small>
      </h2>
      <ul>
        {items.map(item => (
          <ApprovalCard key={item.id} item={item} steps={steps} />
        ))}
      </ul>
    </section>
  )
}
