import { getRouteApi, Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, Suspense } from 'react'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { dateTimeShort, money } from '../../platform/web/kit/figures.ts'
import { Mark, type Tone } from '../../platform/web/kit/Mark.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { codeWord, salesWords, trimWord } from '../sale-words.web.ts'
import { type Steps, useSteps } from '../sales/use-steps.web.ts'
import { type LossLine, type LossState, listLosses } from './loss-review.contract.ts'
import { lossWords } from './losses.words.ts'
import '../deliveries/readiness.css'

const StepDrawer = lazy(() =>
  import('../steps/StepDrawer.tsx').then(({ StepDrawer }) => ({ default: StepDrawer })),
)
const routeApi = getRouteApi('/shell/losses')
const states = ['proposed', 'confirmed', 'declined'] as const

/** What was lost and why, in reasons that can be counted; what is proposed waits for a manager's word. */
export function LossesPage() {
  const t = useWords(lossWords)
  const { state = 'proposed', reason } = routeApi.useSearch()
  const patch = usePatchSearch<{ state?: LossState | 'all'; reason?: string }>()
  const { dealer, dealers } = useDealer()
  const steps = useSteps()
  const query = { dealerId: dealer?.id, state: state === 'all' ? undefined : state, reason }
  const { data, error } = useAnswer(listLosses, { query }, { topics: ['sales'] })
  const timeZone = (dealer ?? dealers[0])?.timeZone
  return (
    <Page title={t('title')}>
      <div className="delivery-bar">
        <Segments<LossState | 'all'>
          label={t('shown')}
          value={state}
          onChange={next => patch({ state: next, reason: undefined })}
          options={[...states, 'all' as const].map(value => ({ value, label: t(`state.${value}`) }))}
        />
      </div>
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <RowsSkeleton />}
      {data && data.reasons.length > 0 && (
        <section className="loss-reasons" aria-label={t('reasons')}>
          <Button type={reason ? 'default' : 'primary'} onClick={() => patch({ reason: undefined })}>
            {t('allReasons')} {data.reasons.reduce((sum, each) => sum + each.count, 0)}
          </Button>
          {data.reasons.map(each => (
            <Button
              key={each.reason}
              type={each.reason === reason ? 'primary' : 'default'}
              aria-pressed={each.reason === reason}
              onClick={() => patch({ reason: each.reason })}
            >
              {codeWord('lossReason', each.reason)} {each.count}
            </Button>
          ))}
        </section>
      )}
      {data && (
        <section className="panel delivery-day">
          {data.items.length === 0 && <EmptyState why={t('empty')} />}
          <ul className="delivery-rows">
            {data.items.map(loss => (
              <Row key={loss.id} loss={loss} steps={steps} timeZone={timeZone} />
            ))}
          </ul>
          {data.items.length === 200 && <p className="quiet">{t('most')}</p>}
        </section>
      )}
      {steps.kind && steps.sale && (
        <Suspense fallback={null}>
          <StepDrawer saleId={steps.sale} kind={steps.kind} of={steps.of} onClose={steps.close} />
        </Suspense>
      )}
    </Page>
  )
}

const tones: Readonly<Record<LossState, Tone>> = { proposed: 'amber', confirmed: 'red', declined: 'grey' }

function Row({ loss, steps, timeZone }: { loss: LossLine; steps: Steps; timeZone: string | undefined }) {
  const t = useWords(lossWords)
  const w = useWords(salesWords)
  const mayReview = useMay('losses', 'review')
  const { customer, competitor, competitorModel, priceGapMinor, currency, note, decisionNote, saleId } = loss
  const name = customer?.name ?? w('sale.noCustomer')
  const gap = priceGapMinor !== null && currency ? t('gap', { amount: money(priceGapMinor, currency) }) : null
  const why = [[competitor, competitorModel].filter(Boolean).join(' '), gap, note]
  const who = [
    loss.proposedBy && t('proposedBy', { name: loss.proposedBy.name }),
    loss.decidedBy && t('decidedBy', { name: loss.decidedBy.name }),
    decisionNote && t('answered', { text: decisionNote }),
  ]
  return (
    <li className="delivery-row is-loss">
      <span className="quiet num">{dateTimeShort(loss.proposedAt, new Date(), timeZone)}</span>
      <div>
        <p>
          <Link to="/sales/$id" params={{ id: saleId }}>
            {name}
          </Link>{' '}
          <span className="quiet">
            {[loss.trim && trimWord(loss.trim), loss.owner?.name].filter(Boolean).join(' · ')}
          </span>
        </p>
        <p className="delivery-marks">
          <Mark tone={tones[loss.state]}>{t(`state.${loss.state}`)}</Mark>
          <Mark>{codeWord('lossReason', loss.reason)}</Mark>
          <span>{why.filter(Boolean).join(' · ')}</span>
        </p>
        <p className="quiet">{who.filter(Boolean).join(' · ')}</p>
      </div>
      {mayReview && loss.state === 'proposed' && (
        <div className="line">
          <Button
            aria-label={`${t('decline')} · ${name}`}
            onClick={() => steps.open('decline-loss', { sale: saleId })}
          >
            {t('decline')}
          </Button>
          <Button
            type="primary"
            aria-label={`${t('confirm')} · ${name}`}
            onClick={() => steps.open('confirm-loss', { sale: saleId })}
          >
            {t('confirm')}
          </Button>
        </div>
      )}
    </li>
  )
}
