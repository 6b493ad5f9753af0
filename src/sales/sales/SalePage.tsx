import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense, useDeferredValue } from 'react'
import { businessDate } from '../../platform/business-date.ts'
import { answerQuery, queryClient, useAnswer } from '../../platform/web/answers/answers.ts'
import { ApiProblem } from '../../platform/web/answers/api-problem.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { NotFoundPage, PendingPage } from '../../platform/web/shell/Failure.tsx'
import { useKey } from '../../platform/web/shell/keys.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { usePhone } from '../../platform/web/shell/phone.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { SaleContractPanel } from '../contracts/SaleContractPanel.tsx'
import { ReadinessPanel } from '../deliveries/Readiness.tsx'
import { WarrantyPanel } from '../deliveries/WarrantyPanel.tsx'
import { LevelMark } from '../LevelMark.tsx'
import { SaleQuotesPanel } from '../quotes/QuotesPanel.tsx'
import { salesWords } from '../sale-words.web.ts'
import { ChecklistPanel } from './ChecklistPanel.tsx'
import { NextSteps } from './NextSteps.tsx'
import { PhoneSteps } from './PhoneSteps.tsx'
import { SaleFacts } from './SaleFacts.tsx'
import { SaleHeadline } from './SaleHeadline.tsx'
import { SaleCarPanel, SalePaymentsPanel, TestDrivesPanel } from './SalePapers.tsx'
import { StageTrack } from './StageTrack.tsx'
import { readSale, type SalePage as Sale } from './sale-page.contract.ts'
import { Timeline } from './Timeline.tsx'
import { type Steps, useSteps } from './use-steps.web.ts'
import { useWorthwhile } from './worthwhile.web.ts'
import './sale-page.css'

const StepDrawer = lazy(() =>
  import('../steps/StepDrawer.tsx').then(({ StepDrawer }) => ({ default: StepDrawer })),
)
const RequestsPanel = lazy(() =>
  import('../approvals/RequestsPanel.tsx').then(({ RequestsPanel }) => ({ default: RequestsPanel })),
)
const routeApi = getRouteApi('/shell/sales/$id')

/** Asks for the sale before its page is drawn. A browser's first date takes a phone a tenth of a second: it is made
 *  while the answer is on its way. */
export function readAhead(id: string): void {
  void queryClient.prefetchQuery(answerQuery(readSale, { params: { id } }))
  businessDate(new Date().toISOString(), 'UTC')
}

/** One sale: where it stands, what comes next and why the rest may not, what happened, and its papers. */
export function SalePage() {
  const { id } = routeApi.useParams()
  const { data, error } = useAnswer(readSale, { params: { id } })
  const shown = useDeferredValue(data) // drawn piece by piece: the phone answers to touches between
  const t = useWords(salesWords)
  if (shown?.id === id) return <Loaded page={shown} />
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  if (!error) return <PendingPage />
  return (
    <Page title={t('sale.title')}>
      <FailedReading failure={error} />
    </Page>
  )
}

function Loaded({ page }: { page: Sale }) {
  const t = useWords(salesWords)
  const phone = usePhone()
  const steps = useSteps()
  const possibilities = useWorthwhile(page)
  const whole = useDeferredValue(true, false) // whose sale it is and where it stands is drawn first
  useKey(
    'e',
    () => t('action.complete-follow-up'),
    () => steps.open(page.state.followUp ? 'complete-follow-up' : 'plan-follow-up'),
  )
  return (
    <Page
      title={page.customer?.name ?? t('sale.noCustomer')}
      above={
        <Link to="/sales" className="back">
          <Icon name="left" />
          {t('sale.back')}
        </Link>
      }
      mark={
        <>
          <LevelMark level={page.state.intentLevel} /> <span className="num">{page.number}</span>
        </>
      }
    >
      <div className="sale">
        <SaleHeadline page={page} />
        <StageTrack page={page} />
        <div className="sale-columns" aria-busy={!whole}>
          {whole && (
            <>
              {!phone && <NextSteps page={page} possibilities={possibilities} steps={steps} />}
              <Timeline page={page} steps={steps} />
              <Beside page={page} steps={steps} />
            </>
          )}
        </div>
      </div>
      {phone && whole && <PhoneSteps page={page} possibilities={possibilities} steps={steps} />}
      {steps.kind && (
        <Suspense fallback={null}>
          <StepDrawer saleId={page.id} kind={steps.kind} of={steps.of} onClose={steps.close} />
        </Suspense>
      )}
    </Page>
  )
}

/** What is known of the sale, and its papers. */
function Beside({ page, steps }: { page: Sale; steps: Steps }) {
  return (
    <div className="sale-side">
      <SaleFacts page={page} />
      <ReadinessPanel page={page} steps={steps} />
      <ChecklistPanel page={page} />
      <WarrantyPanel page={page} steps={steps} />
      <SaleContractPanel page={page} />
      <SaleCarPanel page={page} />
      <TestDrivesPanel page={page} steps={steps} />
      <SaleQuotesPanel page={page} steps={steps} />
      {page.state.approvals.length + page.state.refunds.length > 0 && (
        <Suspense fallback={null}>
          <RequestsPanel page={page} steps={steps} />
        </Suspense>
      )}
      <SalePaymentsPanel page={page} steps={steps} />
    </div>
  )
}
